// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"
#include "core/runs/Presets.h"
#include "core/train/Collapse.h"
#include "tests/TestProgram.h"

#include <limits>

using namespace isthmus;

namespace {

Autoencoder modelOf(const char* preset)
{
    return Autoencoder(loadPreset(preset).model, Shape{1, 28, 28});
}

/// Evaluations at steps 100, 200, ... with these KL terms.
std::vector<EvaluationRecord> history(const std::vector<float>& kls)
{
    std::vector<EvaluationRecord> records;
    for (const float kl : kls) {
        EvaluationRecord record;
        record.step = 100 * static_cast<std::int64_t>(records.size() + 1);
        record.terms[AutoencoderTerm::Kl] = kl;
        records.push_back(record);
    }
    return records;
}

} // namespace

/// The rule by which a code counts as collapsed.
class TestCollapse : public QObject
{
    Q_OBJECT

private slots:
    void threeEvaluationsBelowAfterTheFirstSteps_data();
    void threeEvaluationsBelowAfterTheFirstSteps();
    void longEpochsNeedFewerEvaluations();
    void oneEvaluationOfATrainedModel();
    void plainCodeNeverCollapses();
    void codeIsSettledAfterAsManySteps();
    void partOfACodeIsCounted();
    void sentenceNamesTheKnob();
};

void TestCollapse::threeEvaluationsBelowAfterTheFirstSteps_data()
{
    QTest::addColumn<std::vector<float>>("kls");
    QTest::addColumn<bool>("expected");
    using Kls = std::vector<float>;
    QTest::newRow("no evaluation") << Kls{} << false;
    QTest::newRow("the first counts before 200 steps") << Kls{0.01F, 0.01F, 0.01F} << false;
    QTest::newRow("three from step 200 on") << Kls{5, 0.01F, 0.01F, 0.01F} << true;
    QTest::newRow("two") << Kls{5, 5, 0.01F, 0.01F} << false;
    QTest::newRow("alive again") << Kls{5, 0.01F, 0.01F, 0.01F, 0.11F} << false;
    QTest::newRow("alive in between") << Kls{5, 0.01F, 0.01F, 0.2F, 0.01F, 0.01F} << false;
    QTest::newRow("at the threshold") << Kls{5, 0.1001F, 0.1001F, 0.1001F} << false;
    QTest::newRow("just below it") << Kls{5, 0.0999F, 0.0999F, 0.0999F} << true;
    QTest::newRow("no number") << Kls{5, 0.01F, 0.01F, std::numeric_limits<float>::quiet_NaN()} << false;
}

void TestCollapse::threeEvaluationsBelowAfterTheFirstSteps()
{
    QFETCH(const std::vector<float>, kls);
    QTEST(isCollapsed(modelOf("vae-2d"), history(kls)), "expected");
}

void TestCollapse::longEpochsNeedFewerEvaluations()
{
    const Autoencoder model = modelOf("vae-2d");
    const auto every = [](std::int64_t steps, const std::vector<float>& kls) {
        std::vector<EvaluationRecord> records = history(kls);
        for (EvaluationRecord& record : records)
            record.step *= steps / 100;
        return records;
    };
    QVERIFY(isCollapsed(model, every(1500, {0.01F})));
    QVERIFY(!isCollapsed(model, every(1400, {0.01F})));
    QVERIFY(isCollapsed(model, every(1400, {0.01F, 0.01F})));
    QVERIFY(!isCollapsed(model, every(700, {0.01F, 0.01F})));
    QVERIFY(isCollapsed(model, every(1500, {5, 0.01F})));
    QVERIFY(!isCollapsed(model, every(1500, {0.01F, 5})));
}

void TestCollapse::oneEvaluationOfATrainedModel()
{
    const Autoencoder model = modelOf("vae-2d");
    QVERIFY(isCollapsed(model, 0.05, 200));
    QVERIFY(!isCollapsed(model, 0.05, 199));
    QVERIFY(!isCollapsed(model, 0.15, 200));
}

void TestCollapse::plainCodeNeverCollapses()
{
    const Autoencoder model = modelOf("dense-ae"); // whose records have a KL of 0
    QVERIFY(!isCollapsed(model, 0, 10'000));
    QVERIFY(!isCollapsed(model, history({0, 0, 0, 0, 0})));
}

void TestCollapse::codeIsSettledAfterAsManySteps()
{
    const Autoencoder model = modelOf("vae-2d");
    QVERIFY(!isCodeSettled(model, history({})));
    QVERIFY(!isCodeSettled(model, history({5, 5, 5}))); // the first counts before 200 steps
    QVERIFY(isCodeSettled(model, history({5, 5, 5, 5})));
    QVERIFY(!isCodeSettled(modelOf("dense-ae"), history({5, 5, 5, 5})));
}

void TestCollapse::partOfACodeIsCounted()
{
    QVERIFY(partlyCollapsedWords(0, 20, "image").empty()); // which has a sentence of its own
    QVERIFY(partlyCollapsedWords(20, 20, "image").empty());
    QCOMPARE(QString::fromStdString(partlyCollapsedWords(3, 20, "image")),
        QString("3 of 20 dimensions of the code are in use (active units); the others tell nothing about the image. A "
                "smaller beta may put more to use."));
    QVERIFY(
        QString::fromStdString(partlyCollapsedWords(1, 2, "row")).startsWith("1 of 2 dimensions of the code is in"));
}

void TestCollapse::sentenceNamesTheKnob()
{
    QVERIFY(QString::fromStdString(collapseWords("image")).contains("0.1 nats about its image"));
    QVERIFY(QString::fromStdString(collapseWords("image")).contains("smaller beta"));
    QCOMPARE(kCollapsedKl, 0.1); // which the sentence says
}

ISTHMUS_APPLESS_TEST(TestCollapse)
#include "tst_Collapse.moc"
