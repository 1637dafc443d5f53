// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelSpec.h"
#include "core/train/TrainSpec.h"
#include "core/train/knobChanges.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <set>

using namespace isthmus;

namespace {

/// Numbers that a careless text would spoil, as far as the knob takes them.
std::vector<double> oddNumbers(const KnobType& type)
{
    std::vector<double> numbers;
    for (const double number : {0.0, -0.0, 1e-3, 0.017, 0.1 + 0.2, 1.0 / 3, 1e-300, 1e300, 123456789.0,
             std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(), std::nextafter(1.0, 2.0)})
        if (number >= type.minimum && number <= type.maximum)
            numbers.push_back(number);
    return numbers;
}

/// Every kind of corruption, at its ends and at an odd amount between.
std::vector<Corruption> corruptions()
{
    std::vector<Corruption> all;
    for (const CorruptionType& type : corruptionTypes()) {
        if (Corruption{type.name, 0}.isNone()) {
            all.push_back({});
            continue;
        }
        const double between = type.minimum + (type.maximum - type.minimum) / 3;
        for (const double amount : {type.minimum, type.maximum, type.integer ? std::floor(between) : between})
            all.push_back({type.name, amount});
    }
    return all;
}

/// Knobs that differ in one knob: the default first, and at last another value.
std::vector<Knobs> valuesOf(const KnobType& type)
{
    std::vector<Knobs> values(1);
    if (type.number != nullptr)
        for (const double number : oddNumbers(type))
            values.emplace_back().*type.number = number;
    else
        for (const Corruption& corruption : corruptions())
            values.emplace_back().*type.corruption = corruption;
    return values;
}

std::uint64_t bitsOf(double number)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

/// The value of a knob in a form that tells -0 from 0.
std::string bitsOf(const KnobType& type, const Knobs& knobs)
{
    if (type.number != nullptr)
        return std::to_string(bitsOf(knobs.*type.number));
    const Corruption& corruption = knobs.*type.corruption;
    return corruption.kind + std::to_string(bitsOf(corruption.amount));
}

ModelSpec modelWith(Bottleneck bottleneck)
{
    ModelSpec model;
    model.bottleneck = bottleneck;
    return model;
}

} // namespace

/// Facts of each row of the table, so that a new knob cannot lack one.
class TestKnobs : public QObject
{
    Q_OBJECT
private slots:
    void eachIsWhole_data() { each(); }
    void eachIsWhole();
    void eachIsAnother();
    void eachMemberHasItsRow();
    void textGivesBackEveryBit_data() { each(); }
    void textGivesBackEveryBit();
    void replayGivesBackEveryBit_data() { each(); }
    void replayGivesBackEveryBit();
    void hostileTextIsAnError_data();
    void hostileTextIsAnError();
    void textsAreShort();
    void effectsDecideWhatAChangeMeans_data();
    void effectsDecideWhatAChangeMeans();
    void whatAModelDoesNotHaveRests();
    void runsBeginWithinTheRange();
    void trainingBeginsWithItsKnobs();

private:
    static void each()
    {
        QTest::addColumn<std::string>("name");
        for (const KnobType& type : knobTypes())
            QTest::newRow(type.name) << std::string(type.name);
    }
};

void TestKnobs::eachIsWhole()
{
    QFETCH(std::string, name);
    const KnobType& type = knobType(name);
    QVERIFY((type.number != nullptr) != (type.corruption != nullptr));
    for (const char* text : {type.name, type.key, type.label, type.help})
        QVERIFY(text != nullptr && *text != '\0');
    QVERIFY(QChar(*type.help).isLower());
    QVERIFY(type.minimum < type.maximum);
    QVERIFY(type.canBegin({}));
    if (type.number == nullptr)
        return;
    const KnobReach& reach = type.reach;
    QVERIFY(reach.least < reach.most && reach.least >= type.minimum && reach.most <= type.maximum);
    QVERIFY(reach.isLogarithmic ? reach.least > 0 : !reach.hasZero);
    const double usual = Knobs().*type.number;
    QVERIFY((reach.hasZero && usual == 0) || (usual >= reach.least && usual <= reach.most));
}

void TestKnobs::eachIsAnother()
{
    std::set<std::string> names;
    std::set<std::string> keys;
    std::set<std::string> labels;
    for (const KnobType& type : knobTypes()) {
        QVERIFY(names.insert(type.name).second);
        QVERIFY(keys.insert(type.key).second);
        QVERIFY(labels.insert(type.label).second);
    }
}

/// The table copies all that Knobs has: a member without a row would keep its default.
void TestKnobs::eachMemberHasItsRow()
{
    std::size_t bytes = 0;
    for (const KnobType& type : knobTypes())
        bytes += type.number != nullptr ? sizeof(double) : sizeof(Corruption);
    QCOMPARE(sizeof(Knobs), bytes);
}

void TestKnobs::textGivesBackEveryBit()
{
    QFETCH(std::string, name);
    const KnobType& type = knobType(name);
    for (const Knobs& value : valuesOf(type)) {
        Knobs read;
        type.read(type.text(value), read);
        QCOMPARE(bitsOf(type, read), bitsOf(type, value));
        QVERIFY(read == value);
        QVERIFY(!type.words(value).empty());
    }
}

void TestKnobs::replayGivesBackEveryBit()
{
    QFETCH(std::string, name);
    const KnobType& type = knobType(name);
    Knobs others; // which a replay must leave alone
    others.learningRate = 0.3;
    others.beta = 0.3;
    others.corruption = {"mask", 0.25};
    for (const Knobs& from : valuesOf(type)) {
        for (const Knobs& to : valuesOf(type)) {
            Knobs before = others;
            Knobs after = others;
            type.copy(from, before);
            type.copy(to, after);
            const std::vector<KnobChange> changes = changesBetween(before, after, 7);
            QCOMPARE(changes.size(), std::size_t(type.isEqual(from, to) ? 0 : 1));
            if (changes.empty())
                continue;
            QVERIFY(checked(changes.front()) == changes.front());
            const Knobs replayed = replay(before, changes.front());
            QVERIFY(replayed == after);
            QCOMPARE(bitsOf(type, replayed), bitsOf(type, after));
            QVERIFY(withoutChanges(after, changes) == before);
        }
    }
}

void TestKnobs::hostileTextIsAnError_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("text");
    for (const KnobType& type : knobTypes())
        for (const char* text : {"", " ", "x", "1x", "1 ", " 1", "+1", "0x1p3", "1,5", "-1", "nan", "inf", "-inf",
                 "1e999", "1e-999", "--1", "none:1", "none ", "gaussian", "gaussian:", "gaussian:nan", "gaussian:1e999",
                 "mash:0.5", "mask:2", "occlude:1.5", "\xff\xfe"})
            QTest::addRow("%s %s", type.name, text) << std::string(type.name) << std::string(text);
}

void TestKnobs::hostileTextIsAnError()
{
    QFETCH(std::string, name);
    QFETCH(std::string, text);
    const std::string sound = knobType(name).text({});
    for (const KnobChange& change : {KnobChange{0, name, sound, text}, KnobChange{0, name, text, sound}}) {
        const QString message = messageOf([&] { (void)replay({}, change); });
        QVERIFY2(message.contains("expected"), qPrintable(message));
        QVERIFY2(message.contains("found"), qPrintable(message));
    }
    const QString unknown = messageOf([&] { (void)replay({}, {0, name + ' ', sound, sound}); });
    QVERIFY2(unknown.startsWith("knob: expected one of learning-rate, "), qPrintable(unknown));
}

void TestKnobs::textsAreShort()
{
    const KnobType& rate = knobType("learning-rate");
    const auto text = [&](double number) {
        Knobs knobs;
        knobs.learningRate = number;
        return rate.text(knobs);
    };
    QCOMPARE(text(0.001), std::string("0.001"));
    QCOMPARE(text(0.017), std::string("0.017"));
    QCOMPARE(text(0.1 + 0.2), std::string("0.30000000000000004"));
    Knobs knobs;
    knobs.corruption = {"gaussian", 0.5};
    QCOMPARE(knobType("corruption").text(knobs), std::string("gaussian:0.5"));
    QCOMPARE(knobType("corruption").words(knobs), std::string("Gaussian noise 0.5"));
    QCOMPARE(knobType("free-bits").spoken(), std::string("free bits"));
}

void TestKnobs::effectsDecideWhatAChangeMeans_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<KnobEffect>("effect");
    QTest::newRow("learning rate") << std::string("learning-rate") << KnobEffect::Step;
    QTest::newRow("beta") << std::string("beta") << KnobEffect::Weight;
    QTest::newRow("free bits") << std::string("free-bits") << KnobEffect::Scale;
    QTest::newRow("sparsity") << std::string("sparsity") << KnobEffect::Weight;
    QTest::newRow("corruption") << std::string("corruption") << KnobEffect::Scale;
}

void TestKnobs::effectsDecideWhatAChangeMeans()
{
    QFETCH(std::string, name);
    QFETCH(KnobEffect, effect);
    const KnobType& type = knobType(name);
    QCOMPARE(type.effect, effect);
    const KnobChange change{0, name, type.text({}), type.text({})};
    QCOMPARE(beginsWatchAnew(change), effect != KnobEffect::Step);
    QCOMPARE(isOfAnotherScale(change), effect == KnobEffect::Scale);
    QCOMPARE(mayRaiseLoss(change), effect == KnobEffect::Scale);
}

void TestKnobs::whatAModelDoesNotHaveRests()
{
    const ModelSpec plain = modelWith(Bottleneck::Plain);
    const ModelSpec variational = modelWith(Bottleneck::Gaussian);
    const Knobs knobs{0.3, 4, {"mask", 0.25}, 0.5, 0.125};
    QVERIFY(fittedTo(variational, knobs) == knobs);
    Knobs fitted = knobs;
    fitted.freeBits = 0;
    QVERIFY(fittedTo(plain, knobs) == fitted);
    QVERIFY(atRest(knobs) == (Knobs{0.3, 4, {}, 0, 0}));
    for (const KnobType& type : knobTypes()) {
        QVERIFY(type.isOf(variational));
        QCOMPARE(type.isOf(plain), !type.needsKl);
        const Knobs moved = valuesOf(type).back();
        QVERIFY(!type.rests(moved));
        QCOMPARE(type.rests(atRest(moved)), type.restsAtDefault);
    }
}

void TestKnobs::runsBeginWithinTheRange()
{
    const auto messageWith = [](double Knobs::*number, double value) {
        Knobs knobs;
        knobs.*number = value;
        return messageOf([&] { checkKnobs(knobs); });
    };
    QCOMPARE(messageWith(&Knobs::learningRate, 0), QString("learning rate: expected a number above 0, found 0"));
    QCOMPARE(messageWith(&Knobs::freeBits, -1), QString("free bits: expected a number of at least 0, found -1"));
    for (const KnobType& type : knobTypes()) {
        if (type.number == nullptr)
            continue;
        for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(), type.minimum - 1}) {
            const QString message = messageWith(type.number, value);
            QVERIFY2(message.startsWith(QString::fromStdString(type.spoken() + ": expected")), qPrintable(message));
        }
        QCOMPARE(messageWith(type.number, type.reach.most), QString("no error"));
    }
}

void TestKnobs::trainingBeginsWithItsKnobs()
{
    TrainSpec training;
    training.epochs = 77;
    const Knobs knobs{0.3, 4, {"mask", 0.25}, 0.5, 0.125};
    QVERIFY(knobsOf(withKnobs(training, knobs)) == knobs);
    QVERIFY(withKnobs(withKnobs(training, knobs), Knobs()) == training);
    QVERIFY(withKnobs(training, knobs) != training);
}

ISTHMUS_APPLESS_TEST(TestKnobs)
#include "tst_Knobs.moc"
