// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/newRun.h"

#include <QLabel>

using namespace isthmus;
using namespace isthmus::test;

namespace {

RunSpec presetRun(const char* name)
{
    const Preset preset = loadPreset(name);
    RunSpec run = windowRun();
    run.model = preset.model;
    run.training = preset.training;
    return run;
}

/// The run as if the user had moved everything that moves.
RunSpec moved(RunSpec run)
{
    run.training.learningRate = 1.7e-2;
    run.training.beta = 7;
    run.training.corruption = {"gaussian", 0.5};
    run.training.freeBits = 0.25;
    run.training.sparsity = 1e-3;
    run.training.klWarmup = 5;
    run.training.batchSize = 64;
    run.training.seed = 9;
    return run;
}

} // namespace

/// What a new run on other data has from the run before it, and what it says about that.
class TestNewRun : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void firstRunIsThatOfThePreset();
    void knobsBeginAsThePresetHasThem_data();
    void knobsBeginAsThePresetHasThem();
    void modelOfNoPresetBeginsPlain();
    void rateStaysWithItsOptimizer();
    void nothingLeftOutIsNothingToSay();
    void noteNamesWhatIsLeftOut();
    void noteNamesWhatThePresetDoes();
    void windowSaysIt();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestNewRun::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestNewRun::firstRunIsThatOfThePreset()
{
    const RunSpec run = runOnData(windowRun().data, nullptr);
    QVERIFY(run.model == loadPreset(kFirstPreset).model);
    QVERIFY(run.training == loadPreset(kFirstPreset).training);
}

void TestNewRun::knobsBeginAsThePresetHasThem_data()
{
    QTest::addColumn<std::string>("preset");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << name;
}

void TestNewRun::knobsBeginAsThePresetHasThem()
{
    QFETCH(std::string, preset);
    const RunSpec before = moved(presetRun(preset.c_str()));
    const RunSpec run = runOnData(before.data, &before);
    const TrainSpec expected = loadPreset(preset).training;
    QVERIFY(run.model == before.model);
    QVERIFY(knobsOf(run.training) == knobsOf(expected));
    QCOMPARE(run.training.klWarmup, expected.klWarmup);
    QCOMPARE(run.training.batchSize, 64); // how it is trained stays
    QCOMPARE(run.training.seed, std::uint64_t(9));
}

void TestNewRun::modelOfNoPresetBeginsPlain()
{
    const RunSpec before = moved(windowRun());
    const RunSpec run = runOnData(before.data, &before);
    QVERIFY(run.training.corruption.isNone());
    QCOMPARE(run.training.freeBits, 0.0);
    QCOMPARE(run.training.sparsity, 0.0);
    QCOMPARE(run.training.klWarmup, 0.0);
    QCOMPARE(run.training.beta, 1.0);
}

void TestNewRun::rateStaysWithItsOptimizer()
{
    RunSpec before = presetRun("vae-2d");
    before.training.optimizer = "sgd";
    before.training.learningRate = 0.05;
    QCOMPARE(runOnData(before.data, &before).training.learningRate, 0.05);
}

void TestNewRun::nothingLeftOutIsNothingToSay()
{
    const RunSpec before = presetRun("vae-2d");
    QCOMPARE(newRunNote(runOnData(before.data, &before), before.training), QString());
}

void TestNewRun::noteNamesWhatIsLeftOut()
{
    const RunSpec before = moved(presetRun("vae-2d"));
    const QString note = newRunNote(runOnData(before.data, &before), before.training);
    QCOMPARE(note,
        QString("Not taken over from the run before: learning rate 0.017, β 7, free bits 0.25, sparsity 0.001, "
                "corruption Gaussian noise 0.5, KL warm-up 5."));
}

void TestNewRun::noteNamesWhatThePresetDoes()
{
    const RunSpec before = presetRun("conv-dae");
    QVERIFY(!before.training.corruption.isNone());
    const QString note = newRunNote(runOnData(before.data, &before), before.training);
    QVERIFY2(note.startsWith("The new run trains with corruption "), qPrintable(note));
    QVERIFY(!note.contains("Not taken over"));
}

void TestNewRun::windowSaysIt()
{
    OpenWindow open(presetRun("vae-2d"));
    auto* banner = open.page.findChild<MessageBanner*>("new-run-note");
    QVERIFY(banner && !banner->isVisible());
    Knobs knobs = open.session.knobs();
    knobs.corruption = {"gaussian", 0.5};
    open.session.setKnobs(knobs);
    QTRY_COMPARE(open.session.history().knobChanges.size(), std::size_t(1)); // or it would count as made after that
    open.session.setModified(false);
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    const auto* inPanel = open.page.view("training")->findChild<QLabel*>("note");
    QVERIFY(open.session.knobs().corruption.isNone());
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->message(), QString("Not taken over from the run before: corruption Gaussian noise 0.5."));
    QCOMPARE(inPanel->text(), banner->message());
    open.session.startRun(windowRun());
    QVERIFY(!banner->isVisible());
}

ISTHMUS_TEST(TestNewRun)
#include "tst_NewRun.moc"
