// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/newRun.h"

#include <QPushButton>

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

/// Rows of so many bytes, as scores, which BCE refuses.
std::shared_ptr<const Dataset> rowsOf(int columns)
{
    Dataset data;
    data.shape = {1, 1, columns};
    data.trainCount = 4;
    data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>(4 * std::size_t(columns)));
    data.scaling = {1, 0, ScalingForm::Standard, std::vector<Affine>(std::size_t(columns), {1, -1})};
    return std::make_shared<const Dataset>(std::move(data));
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
    void dataMayStillBeChosen();
    void rowsBeginWithTheirPreset();
    void knobsBeginAsThePresetHasThem_data();
    void knobsBeginAsThePresetHasThem();
    void modelOfNoPresetBeginsPlain();
    void rateStaysWithItsOptimizer();
    void nothingLeftOutIsNothingToSay();
    void noteNamesWhatIsLeftOut();
    void noteNamesWhatThePresetDoes();
    void lossThatWasTakenOverIsSaid();
    void oneClickGivesThePresetsLossBack();
    void windowSaysIt();
    void oneClickTakesItOver();
    void warmupAloneCannotBeTakenOver();
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

/// As the dialog opens that asks for them.
void TestNewRun::dataMayStillBeChosen()
{
    QVERIFY(runOnData(nullptr, nullptr).model == loadPreset(kFirstPreset).model);
    const RunSpec rows = runOnData(rowsOf(30), nullptr);
    QVERIFY(runOnData(nullptr, &rows).model == rows.model);
    QVERIFY(!runOnData(nullptr, &rows).data);
}

void TestNewRun::rowsBeginWithTheirPreset()
{
    const auto table = rowsOf(30);
    RunSpec run = runOnData(table, nullptr);
    QVERIFY(run.model == loadPreset("table-vae", table->shape).model);
    QCOMPARE(run.training.beta, 0.1);
    QCOMPARE(firstPreset(*rowsOf(784)), std::string(kFirstPreset)); // they may be pictures
    const RunSpec wider = runOnData(rowsOf(50), &run);
    QVERIFY(wider.model == loadPreset("table-vae", {1, 1, 50}).model);
    const RunSpec pictures = runOnData(windowRun().data, &run);
    QVERIFY(pictures.model == loadPreset(kFirstPreset).model);
    run.model = loadPreset("vae-2d").model;
    QVERIFY(withFittingPreset(run).model == loadPreset("table-vae", table->shape).model);
    run.model = loadPreset("signal-ae").model;
    QCOMPARE(withFittingPreset(run).model.name, std::string("signal-ae"));
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
    QCOMPARE(newRunNote(runOnData(before.data, &before), {before.model, before.training}), QString());
}

void TestNewRun::noteNamesWhatIsLeftOut()
{
    const RunSpec before = moved(presetRun("vae-2d"));
    const QString note = newRunNote(runOnData(before.data, &before), {before.model, before.training});
    QCOMPARE(note,
        QString(
            "Not taken over from the run before, which had other data: learning rate 0.017 (now 0.001), β 7 (now 1), "
            "free bits 0.25 (now 0), sparsity 0.001 (now 0), corruption Gaussian noise 0.5 (now none), KL warm-up 5 "
            "(now 0)."));
}

void TestNewRun::noteNamesWhatThePresetDoes()
{
    const RunSpec before = presetRun("conv-dae");
    QVERIFY(!before.training.corruption.isNone());
    const QString note = newRunNote(runOnData(before.data, &before), {before.model, before.training});
    QVERIFY2(note.startsWith("The new run trains with corruption "), qPrintable(note));
    QVERIFY(!note.contains("Not taken over"));
}

/// A loss that was chosen for other data stays, but neither in silence nor under the preset's own name.
void TestNewRun::lossThatWasTakenOverIsSaid()
{
    RunSpec before = presetRun("vae-2d");
    before.model = withSquaredError(before.model, before.data->shape);
    QCOMPARE(before.model.title, std::string("Dense VAE, 2-D (edited)"));
    const RunSpec run = runOnData(before.data, &before);
    const QString note = newRunNote(run, {before.model, before.training});
    QCOMPARE(
        note, QString("It compares by mean squared error, as the run before it; its preset has binary cross-entropy."));
    QVERIFY(withPresetLoss(run)->title == loadPreset("vae-2d").model.title);
    QVERIFY(*withPresetLoss(run) == loadPreset("vae-2d").model);
    QCOMPARE(newRunNote(run, {loadPreset("vae-2d").model, before.training}), QString()); // it was chosen just now
    const RunSpec scores = runOnData(rowsOf(784), &before);
    QVERIFY(!withPresetLoss(scores));
    QVERIFY(
        newRunNote(scores, {before.model, before.training}).endsWith("binary cross-entropy, which refuses this data."));
}

void TestNewRun::oneClickGivesThePresetsLossBack()
{
    RunSpec run = presetRun("vae-2d");
    run.model = withSquaredError(run.model, run.data->shape);
    OpenWindow open(run);
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QCOMPARE(open.session.run().model.loss, std::string("mse"));
    QVERIFY(!open.session.isModified()); // no step, and no layers of the user's
    auto* banner = open.page.findChild<MessageBanner*>("new-run-note");
    QVERIFY(banner->isVisible());
    for (QPushButton* button : banner->findChildren<QPushButton*>())
        if (button->text() == "Compare by binary cross-entropy")
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(open.session.run().model == loadPreset("vae-2d").model);
    QVERIFY(!banner->isVisible());
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
    QVERIFY(open.session.knobs().corruption.isNone());
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->message(),
        QString("Not taken over from the run before, which had other data: corruption Gaussian noise 0.5 (now none)."));
    open.session.startRun(windowRun());
    QVERIFY(!banner->isVisible());
}

void TestNewRun::oneClickTakesItOver()
{
    OpenWindow open(presetRun("vae-2d"));
    Knobs knobs = open.session.knobs();
    knobs.beta = 0.0352;
    open.session.setKnobs(knobs);
    QTRY_COMPARE(open.session.history().knobChanges.size(), std::size_t(1));
    open.session.setModified(false);
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    auto* banner = open.page.findChild<MessageBanner*>("new-run-note");
    QVERIFY2(banner->message().endsWith("β 0.0352 (now 1)."), qPrintable(banner->message()));
    QCOMPARE(open.session.knobs().beta, 1.0);
    for (QPushButton* button : banner->findChildren<QPushButton*>())
        if (button->text() == "Take over")
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(open.session.knobs().beta, 0.0352);
    QVERIFY(!banner->isVisible());
}

/// It is no knob, and needs a run of its own.
void TestNewRun::warmupAloneCannotBeTakenOver()
{
    RunSpec run = presetRun("vae-2d");
    run.training.klWarmup = 3;
    OpenWindow open(run);
    open.session.setModified(false);
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    auto* banner = open.page.findChild<MessageBanner*>("new-run-note");
    QVERIFY2(banner->message().endsWith("KL warm-up 3 (now 0)."), qPrintable(banner->message()));
    for (const QPushButton* button : banner->findChildren<QPushButton*>())
        QVERIFY(button->text() != "Take over" || !button->isVisible());
}

ISTHMUS_TEST(TestNewRun)
#include "tst_NewRun.moc"
