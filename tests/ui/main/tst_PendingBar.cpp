// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/PendingBar.h"
#include "ui/session/PendingRun.h"
#include "ui/views/applyPending.h"
#include "ui/views/model/LayerBars.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/LabelledRow.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

using namespace isthmus;
using namespace isthmus::test;

namespace {

RunSpec windowPresetRun()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    return run;
}

PendingBar& barOf(const RunPage& window)
{
    return *window.findChild<PendingBar*>();
}

ChoiceBox& presetOf(const RunPage& window)
{
    return *window.view("model")->findChild<ChoiceBox*>();
}

QSpinBox& numberOf(const RunPage& window, const char* label)
{
    const auto rows = window.view("training")->findChildren<LabelledRow*>();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](LabelledRow* row) { return row->label().text() == QString(label); });
    return *(*found)->findChild<QSpinBox*>();
}

} // namespace

/// What waits to be applied is in sight at the top of the window, whatever its size.
class TestPendingBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void nothingChosenShowsNothing();
    void chosenPresetIsInSightAtEverySize_data();
    void chosenPresetIsInSightAtEverySize();
    void applyOfThePanelIsInSight();
    void modelAndTrainingAreAppliedTogether();
    void takeBackShowsTheRunAgain();
    void playSaysWhatTrains();
    void trainedRunIsAskedFor();
    void presetAsksBeforeItTakesThePlaceOfEditedLayers();
    void markedNumberKeepsFromApplying();
    void applyLeavesTheKeyboardToTheWindow();
    void refusedTrainingIsMendedInItsField();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestPendingBar::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestPendingBar::nothingChosenShowsNothing()
{
    OpenWindow open(windowPresetRun());
    QVERIFY(!barOf(open.page).isVisible());
}

void TestPendingBar::chosenPresetIsInSightAtEverySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("small") << QSize(1024, 700);
    QTest::newRow("usual") << QSize(1440, 900);
}

void TestPendingBar::chosenPresetIsInSightAtEverySize()
{
    QFETCH(QSize, size);
    OpenWindow open(windowPresetRun());
    open.window.resize(size);
    const auto* bars = open.page.view("model")->findChild<LayerBars*>();
    const std::vector<LayerBar> before = bars->bars();
    choose(presetOf(open.page), "conv-ae");
    const PendingBar& bar = barOf(open.page);
    QTRY_VERIFY(bar.isVisible());
    for (const QPushButton* button : {&barOf(open.page).applyButton(), &barOf(open.page).takeBackButton()}) {
        QTRY_VERIFY(button->width() >= button->sizeHint().width());
        QVERIFY(open.window.rect().contains(QRect(button->mapTo(&open.page, QPoint()), button->size())));
        QCOMPARE(open.page.childAt(button->mapTo(&open.page, button->rect().center())), button);
    }
    QCOMPARE(bars->bars(), before);
}

void TestPendingBar::applyOfThePanelIsInSight()
{
    OpenWindow open(windowPresetRun());
    choose(presetOf(open.page), "dense-vae");
    numberOf(open.page, "Batch").setValue(9);
    for (const char* id : {"model", "training"}) {
        QWidget* panel = open.page.view(id);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            open.window.resize(size);
            QPushButton* apply = nullptr;
            for (QPushButton* each : panel->findChildren<QPushButton*>())
                apply = each->text() == "Apply" ? each : apply;
            QVERIFY(apply);
            QTRY_VERIFY2(
                panel->rect().contains(QRect(apply->mapTo(panel, QPoint()), apply->size())) && apply->isVisible(), id);
            QTRY_COMPARE(open.window.childAt(apply->mapTo(&open.window, apply->rect().center())), apply);
        }
    }
}

void TestPendingBar::modelAndTrainingAreAppliedTogether()
{
    OpenWindow open(windowPresetRun());
    choose(presetOf(open.page), "conv-ae");
    numberOf(open.page, "Seed").setValue(9);
    int runs = 0;
    connect(&open.session, &RunSession::runChanged, this, [&] { ++runs; });
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    QCOMPARE(runs, 1);
    QCOMPARE(open.session.run().model.name, std::string("conv-ae"));
    QCOMPARE(open.session.run().training.seed, std::uint64_t(9));
    QVERIFY(!barOf(open.page).isVisible());
    QCOMPARE(presetOf(open.page).currentData().toString(), "conv-ae");
    QVERIFY(!numberOf(open.page, "Seed").property("pending").toBool());
}

void TestPendingBar::takeBackShowsTheRunAgain()
{
    OpenWindow open(windowPresetRun());
    choose(presetOf(open.page), "conv-ae");
    numberOf(open.page, "Batch").setValue(9);
    QTest::mouseClick(&barOf(open.page).takeBackButton(), Qt::LeftButton);
    QVERIFY(!barOf(open.page).isVisible());
    QCOMPARE(presetOf(open.page).currentData().toString(), "vae-2d");
    QCOMPARE(numberOf(open.page, "Batch").value(), 32);
}

/// The rule: Play trains the run that is there, and says so; bars and cost are marked as that run's.
void TestPendingBar::playSaysWhatTrains()
{
    OpenWindow open(windowPresetRun());
    auto* note = open.page.findChild<MessageBanner*>("play-note");
    const auto* bars = open.page.view("model")->findChild<LayerBars*>();
    choose(presetOf(open.page), "conv-ae");
    QVERIFY(bars->isFaint());
    QVERIFY(labelTexts(open.page.view("model")).contains("Trains now: "));
    QVERIFY(labelTexts(open.page.view("model")).contains("Drawn above is \"Dense VAE, 2-D\", which trains until then"));
    QVERIFY(!note->isVisible());
    QTest::keyClick(&open.window, Qt::Key_Period);
    QTRY_VERIFY(note->isVisible());
    QCOMPARE(open.session.run().model.name, std::string("vae-2d"));
    QVERIFY2(note->message().contains("\"Dense VAE, 2-D\" trains, as before"), qPrintable(note->message()));
    QVERIFY2(note->message().contains("Convolutional AE"), qPrintable(note->message()));
    QVERIFY(open.rests(1));
    QTest::mouseClick(&barOf(open.page).takeBackButton(), Qt::LeftButton);
    QVERIFY(!note->isVisible());
    QVERIFY(!bars->isFaint());
    QVERIFY(!labelTexts(open.page.view("model")).contains("Trains now: "));
}

void TestPendingBar::trainedRunIsAskedFor()
{
    OpenWindow open(windowPresetRun());
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    choose(presetOf(open.page), "conv-ae");
    QTest::keyClick(&presetOf(open.page), Qt::Key_Return);
    QMessageBox* box = nullptr;
    for (QMessageBox* each : open.window.findChildren<QMessageBox*>())
        box = each->isVisible() ? each : box;
    QVERIFY(box);
    QTest::keyClick(box, Qt::Key_Escape);
    QCOMPARE(open.session.run().model.name, std::string("vae-2d"));
    QVERIFY(barOf(open.page).isVisible());
    QVERIFY(presetOf(open.page).hasFocus()); // for whoever works by keys
}

/// Layers that the user has edited are work, though nothing is trained; another batch keeps them.
void TestPendingBar::presetAsksBeforeItTakesThePlaceOfEditedLayers()
{
    OpenWindow open(windowPresetRun());
    ModelSpec edited = open.session.run().model;
    edited.encoder[1].values["units"] = 20;
    open.session.changeModel(edited, open.session.run().training);
    numberOf(open.page, "Batch").setValue(9);
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    QCOMPARE(open.session.run().training.batchSize, 9);
    choose(presetOf(open.page), "conv-ae");
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    press(box, QMessageBox::Cancel);
    QCOMPARE(open.session.run().model, edited);
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.run().model.name, std::string("conv-ae"));
}

void TestPendingBar::markedNumberKeepsFromApplying()
{
    OpenWindow open(windowPresetRun());
    choose(presetOf(open.page), "conv-ae");
    QSpinBox& batch = numberOf(open.page, "Batch");
    batch.setFocus();
    QTest::keyClick(&batch, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&batch, "99999");
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    QCOMPARE(open.session.run().model.name, std::string("vae-2d"));
    QCOMPARE(batch.text(), "99999");
    QVERIFY(!barOf(open.page).applyButton().isEnabled());
    QVERIFY(!barOf(open.page).applyButton().toolTip().isEmpty());
}

void TestPendingBar::applyLeavesTheKeyboardToTheWindow()
{
    OpenWindow open(windowPresetRun());
    QVERIFY(open.rests(0));
    choose(presetOf(open.page), "dense-ae");
    QTest::mouseClick(&barOf(open.page).applyButton(), Qt::LeftButton);
    QCOMPARE(open.session.run().model.name, std::string("dense-ae"));
    QTest::keyClick(open.page.focusWidget() ? open.page.focusWidget() : &open.window, Qt::Key_Space);
    QTRY_VERIFY(open.session.isTraining());
    open.session.pause();
}

void TestPendingBar::refusedTrainingIsMendedInItsField()
{
    OpenWindow open;
    PendingRun& pending = open.session.pending();
    TrainSpec training = open.session.run().training;
    training.validation = 1.5;
    pending.chooseTraining(training);
    applyPending(open.session, &open.window);
    QVERIFY(!pending.canApply());
    QVERIFY(!pending.fault().isEmpty());
    training.validation = 0.25;
    pending.chooseTraining(training);
    QVERIFY2(pending.canApply(), qPrintable(pending.fault()));
    applyPending(open.session, &open.window);
    QCOMPARE(open.session.run().training.validation, 0.25);
}

ISTHMUS_TEST(TestPendingBar)
#include "tst_PendingBar.moc"
