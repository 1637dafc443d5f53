// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/knobChanges.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// What the log tells of knobs, put together, taken back, and said.
class TestKnobChanges : public QObject
{
    Q_OBJECT
private slots:
    void aSlidersWayIsOneChange();
    void whatCameBackIsNone();
    void earlierChangesDoNotCount();
    void changesCanBeTakenBack();
    void replayedChangesGiveTheSameKnobs();
    void changesUpToAStateLeadToItsKnobs();
    void whatOldFilesSayIsWrittenAnew();
    void strangeChangeIsAnError_data();
    void strangeChangeIsAnError();
    void loweredWeightOrRateIsNoCause_data();
    void loweredWeightOrRateIsNoCause();
    void textsAreForPeople();
};

void TestKnobChanges::aSlidersWayIsOneChange()
{
    const std::vector<KnobChange> log{{10, "learning-rate", "0.001", "0.004"}, {10, "beta", "1", "2"},
        {11, "learning-rate", "0.004", "0.009"}, {14, "learning-rate", "0.009", "0.017"}};
    const std::vector<KnobChange> net = netChanges(log, 0);
    QCOMPARE(net.size(), std::size_t(2));
    QCOMPARE(net[0], (KnobChange{10, "learning-rate", "0.001", "0.017"}));
    QCOMPARE(net[1], (KnobChange{10, "beta", "1", "2"}));
}

void TestKnobChanges::whatCameBackIsNone()
{
    const std::vector<KnobChange> log{{3, "beta", "1", "2"}, {5, "beta", "2", "1"}};
    QVERIFY(netChanges(log, 0).empty());
    const std::vector<KnobChange> again{log[0], log[1], {8, "beta", "1", "4"}};
    QCOMPARE(netChanges(again, 0), (std::vector<KnobChange>{{8, "beta", "1", "4"}}));
}

void TestKnobChanges::earlierChangesDoNotCount()
{
    const std::vector<KnobChange> log{{3, "beta", "1", "2"}, {5, "beta", "2", "3"}};
    const std::vector<KnobChange> net = netChanges(log, 4);
    QCOMPARE(net.size(), std::size_t(1));
    QCOMPARE(net[0].from, std::string("2"));
}

void TestKnobChanges::changesCanBeTakenBack()
{
    Knobs before;
    before.learningRate = 1.0 / 3;
    before.corruption = {"gaussian", 0.5};
    Knobs after;
    after.learningRate = 0.017;
    after.beta = 7.08;
    after.freeBits = 0.25;
    after.sparsity = 1e-4;
    const std::vector<KnobChange> changes = changesBetween(before, after, 12);
    QCOMPARE(changes.size(), std::size_t(5));
    QVERIFY(withoutChanges(after, changes) == before);
    QVERIFY(changesBetween(before, before, 12).empty());
}

void TestKnobChanges::replayedChangesGiveTheSameKnobs()
{
    const Knobs way[] = {{}, {1.0 / 3, 1e-300, {"gaussian", 1.0 / 7}, 0.1 + 0.2, 5e-324},
        {0.017, 0.0, {"occlude", 7}, 0.1 + 0.2, 1e300}, {0.017, 2, {}, 0, 1.0 / 9}};
    Knobs replayed = way[0];
    for (std::size_t i = 1; i < std::size(way); ++i) {
        for (const KnobChange& change : changesBetween(way[i - 1], way[i], static_cast<std::int64_t>(i)))
            replayed = replay(replayed, change);
        QVERIFY(replayed == way[i]);
    }
}

void TestKnobChanges::changesUpToAStateLeadToItsKnobs()
{
    const std::vector<KnobChange> log{
        {3, "beta", "1", "2"}, {5, "beta", "2", "3"}, {5, "sparsity", "0", "0.5"}, {8, "beta", "3", "4"}};
    Knobs now;
    now.beta = 4;
    now.sparsity = 0.5;
    Knobs state;
    state.beta = 3;
    QCOMPARE(changesUpTo(5, state, log, now), (std::vector<KnobChange>{log[0], log[1]}));
    state.beta = 2;
    QCOMPARE(changesUpTo(5, state, log, now), (std::vector<KnobChange>{log[0]}));
    QCOMPARE(changesUpTo(4, state, log, now), (std::vector<KnobChange>{log[0]}));
    state.beta = 7; // which no change leads to
    QCOMPARE(changesUpTo(4, state, log, now), (std::vector<KnobChange>{log[0], {4, "beta", "2", "7"}}));
}

void TestKnobChanges::whatOldFilesSayIsWrittenAnew()
{
    const KnobChange old{12, "learning-rate", "0.001", "0.017000000000000001"};
    QCOMPARE(checked(old), (KnobChange{12, "learning-rate", "0.001", "0.017"}));
    const KnobChange odd{12, "beta", "1", "0.30000000000000004"};
    QCOMPARE(checked(odd), odd);
}

void TestKnobChanges::strangeChangeIsAnError_data()
{
    QTest::addColumn<std::string>("knob");
    QTest::addColumn<std::string>("value");
    QTest::newRow("no knob") << std::string("volume") << std::string("11");
    QTest::newRow("no number") << std::string("beta") << std::string("much");
    QTest::newRow("nothing") << std::string("beta") << std::string();
    QTest::newRow("more than a number") << std::string("beta") << std::string("1x");
    QTest::newRow("beyond all numbers") << std::string("learning-rate") << std::string("1e999");
    QTest::newRow("infinite") << std::string("learning-rate") << std::string("inf");
    QTest::newRow("not a number") << std::string("sparsity") << std::string("nan");
    QTest::newRow("below 0") << std::string("free-bits") << std::string("-1");
    QTest::newRow("no corruption") << std::string("corruption") << std::string("mash:0.5");
}

void TestKnobChanges::strangeChangeIsAnError()
{
    QFETCH(std::string, knob);
    QFETCH(std::string, value);
    const std::string sound = knob == "corruption" ? "none" : "1";
    const std::vector<KnobChange> from{{0, knob, value, sound}};
    const std::vector<KnobChange> to{{0, knob, sound, value}};
    QVERIFY_THROWS_EXCEPTION(Error, (void)withoutChanges({}, from));
    for (const auto& changes : {from, to}) {
        QVERIFY_THROWS_EXCEPTION(Error, (void)checked(changes.front()));
        QVERIFY_THROWS_EXCEPTION(Error, (void)replay({}, changes.front()));
        QVERIFY_THROWS_EXCEPTION(Error, (void)changeText(changes.front()));
    }
}

void TestKnobChanges::loweredWeightOrRateIsNoCause_data()
{
    QTest::addColumn<std::string>("knob");
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<bool>("may");
    const auto row = [](const char* knob, const char* from, const char* to, bool may) {
        QTest::addRow("%s %s %s", knob, from, to) << std::string(knob) << std::string(from) << std::string(to) << may;
    };
    for (const char* knob : {"learning-rate", "beta", "sparsity"}) {
        row(knob, "9", "10", true);
        row(knob, "10", "9", false);
    }
    row("free-bits", "10", "9", true); // more of the KL counts
    row("corruption", "gaussian:0.5", "none", true);
}

void TestKnobChanges::loweredWeightOrRateIsNoCause()
{
    QFETCH(std::string, knob);
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(bool, may);
    QCOMPARE(mayRaiseLoss({3, knob, from, to}), may);
}

void TestKnobChanges::textsAreForPeople()
{
    QCOMPARE(changeText({12, "learning-rate", "0.001", "0.017000000000000001"}),
        std::string("learning rate 0.001 -> 0.017"));
    QCOMPARE(changeText({12, "beta", "0.33333333333333331", "4"}), std::string("beta 0.333 -> 4"));
    QCOMPARE(
        changeText({0, "corruption", "none", "gaussian:0.5"}), std::string("corruption none -> Gaussian noise 0.5"));
}

ISTHMUS_APPLESS_TEST(TestKnobChanges)
#include "tst_KnobChanges.moc"
