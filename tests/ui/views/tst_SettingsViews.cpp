// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Optimizer.h"
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/training/ObjectiveControls.h"
#include "ui/views/training/TrainingView.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/LabelledRow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

/// The number beside a label.
QDoubleSpinBox* fieldOf(const QWidget& view, const char* label)
{
    return fieldIn<QDoubleSpinBox>(view, label);
}

} // namespace

/// What starts over waits for Apply.
class TestSettingsViews : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void warmupWaitsForApply();
    void plainModelHasNoKlControls();
    void batchSizeWaitsForApply();
    void optimizerBringsWhatItTakes();
    void scheduleBringsWhatItTakes();
    void everyOptimizationSettingStartsAnotherRun();
    void watchingNeedsValidation();
    void unshownDigitsStay();
    void batchBeyondItsRangeIsNotApplied();
    void pendingFieldsAreMarked();
    void everyNumberFieldSaysItsRange();

private:
    template <typename View>
    std::unique_ptr<View> shown()
    {
        auto view = std::make_unique<View>(*m_session);
        view->show();
        return view;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
};

void TestSettingsViews::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestSettingsViews::cleanup()
{
    m_session.reset();
}

void TestSettingsViews::warmupWaitsForApply()
{
    const auto view = shown<TrainingView>();
    auto* bar = view->findChild<StartOverBar*>();
    auto* warmup = view->findChild<ObjectiveControls*>()->findChild<QDoubleSpinBox*>();
    warmup->setValue(2.5);
    QVERIFY(bar->isVisible());
    QTest::mouseClick(&bar->button(), Qt::LeftButton);
    QCOMPARE(m_session->run().training.klWarmup, 2.5);
    QVERIFY(!bar->isVisible());
}

void TestSettingsViews::plainModelHasNoKlControls()
{
    const auto view = shown<TrainingView>();
    auto* controls = view->findChild<ObjectiveControls*>();
    QVERIFY(controls->findChild<QDoubleSpinBox*>()->isVisible());
    TrainSpec training = m_session->run().training;
    training.klWarmup = 2;
    training.freeBits = 0.5;
    m_session->changeModel(loadPreset("linear-ae").model, training);
    QVERIFY(!controls->findChild<QDoubleSpinBox*>()->isVisible());
    QCOMPARE(m_session->run().training.klWarmup, 0.0);
    QCOMPARE(m_session->knobs().freeBits, 0.0);
}

void TestSettingsViews::batchSizeWaitsForApply()
{
    const auto view = shown<TrainingView>();
    auto* bar = view->findChild<StartOverBar*>();
    QVERIFY(!bar->isVisible());
    view->findChildren<QSpinBox*>()[0]->setValue(50);
    QVERIFY(bar->isVisible());
    QCOMPARE(m_session->run().training.batchSize, 32);
    QTest::mouseClick(&bar->button(), Qt::LeftButton);
    QCOMPARE(m_session->run().training.batchSize, 50);
    QVERIFY(!bar->isVisible());
}

void TestSettingsViews::optimizerBringsWhatItTakes()
{
    const auto view = shown<TrainingView>();
    auto* optimizer = choiceWith(*view, "adam");
    for (const OptimizerType& type : optimizerTypes()) {
        choose(*optimizer, type.name);
        QCOMPARE(fieldOf(*view, "Momentum")->isVisible(), type.takesMomentum);
        QCOMPARE(fieldOf(*view, "Weight decay")->isVisible(), type.takesWeightDecay);
        QCOMPARE(view->findChild<StartOverBar*>()->isVisible(), std::string(type.name) != "adam");
    }
}

void TestSettingsViews::scheduleBringsWhatItTakes()
{
    const auto view = shown<TrainingView>();
    auto* schedule = choiceWith(*view, "cosine");
    for (const ScheduleType& type : scheduleTypes()) {
        choose(*schedule, type.name);
        int visible = 0;
        for (const ScheduleField& field : scheduleFields())
            visible += fieldOf(*view, field.label)->isVisible() ? 1 : 0;
        QCOMPARE(visible, static_cast<int>(type.fields.size()));
        for (const ScheduleField& field : type.fields)
            QVERIFY(fieldOf(*view, field.label)->isVisible());
        QCOMPARE(fieldOf(*view, "Over epochs")->isVisible(), type.spansRun);
    }
}

void TestSettingsViews::everyOptimizationSettingStartsAnotherRun()
{
    const auto view = shown<TrainingView>();
    choose(*choiceWith(*view, "adam"), "adamw");
    fieldOf(*view, "Weight decay")->setValue(0.25);
    fieldOf(*view, "Gradient norm at most")->setValue(7);
    choose(*choiceWith(*view, "cosine"), "cosine");
    fieldOf(*view, "Minimum")->setValue(0.1);
    fieldOf(*view, "Over epochs")->setValue(30);
    fieldOf(*view, "Rate warm-up, epochs")->setValue(2.5);
    fieldOf(*view, "Validation")->setValue(25);
    fieldOf(*view, "Stop after bad epochs")->setValue(4);
    view->findChild<QCheckBox*>()->click();
    auto* bar = view->findChild<StartOverBar*>();
    QVERIFY(bar->isVisible() && bar->complaint().isEmpty());
    QTest::mouseClick(&bar->button(), Qt::LeftButton);
    const TrainSpec training = m_session->run().training;
    QCOMPARE(training.optimizer, std::string("adamw"));
    QCOMPARE(training.weightDecay, 0.25);
    QCOMPARE(training.clipNorm, 7.0);
    ScheduleSpec schedule;
    schedule.kind = "cosine";
    schedule.minimum = 0.1;
    schedule.horizon = 30;
    schedule.warmup = 2.5;
    QVERIFY(training.schedule == schedule);
    QCOMPARE(training.validation, 0.25);
    QCOMPARE(training.earlyStopping, 4);
    QVERIFY(training.keepBest);
    QVERIFY(!bar->isVisible());
    QCOMPARE(fieldOf(*view, "Over epochs")->value(), 30.0);
}

void TestSettingsViews::watchingNeedsValidation()
{
    const auto view = shown<TrainingView>();
    auto* bar = view->findChild<StartOverBar*>();
    fieldOf(*view, "Stop after bad epochs")->setValue(4);
    QVERIFY2(bar->complaint().contains("early stopping"), qPrintable(bar->complaint()));
    QVERIFY(!bar->button().isVisible());
    fieldOf(*view, "Validation")->setValue(20);
    QVERIFY(bar->complaint().isEmpty() && bar->button().isVisible());
}

void TestSettingsViews::unshownDigitsStay()
{
    RunSpec run = windowRun();
    run.training.optimizer = "adamw";
    run.training.weightDecay = 1.0 / 3;
    run.training.validation = 1.0 / 7;
    run.training.clipNorm = 2e6; // beyond what the field can show
    m_session->startRun(run);
    const auto view = shown<TrainingView>();
    view->findChildren<QSpinBox*>()[0]->setValue(50);
    QTest::mouseClick(&view->findChild<StartOverBar*>()->button(), Qt::LeftButton);
    run.training.batchSize = 50;
    QVERIFY(m_session->run().training == run.training);
}

void TestSettingsViews::batchBeyondItsRangeIsNotApplied()
{
    const auto view = shown<TrainingView>();
    auto* seed = fieldIn<QSpinBox>(*view, "Seed");
    seed->setValue(7);
    QVERIFY(m_session->pending().canApply());
    auto* batch = fieldIn<QSpinBox>(*view, "Batch");
    QTest::keyClick(batch, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(batch, "99999");
    QTest::keyClick(batch, Qt::Key_Return);
    QCOMPARE(batch->text(), "99999");
    QVERIFY(!m_session->pending().canApply());
    QVERIFY2(m_session->pending().fault().contains("marked"), qPrintable(m_session->pending().fault()));
    QTest::keyClick(batch, Qt::Key_Escape);
    QCOMPARE(batch->value(), 32);
    QVERIFY(m_session->pending().canApply());
    QCOMPARE(m_session->pending().training().seed, std::uint64_t(7));
}

void TestSettingsViews::pendingFieldsAreMarked()
{
    const auto view = shown<TrainingView>();
    auto* batch = fieldIn<QSpinBox>(*view, "Batch");
    batch->setFocus();
    QTest::keyClick(batch, Qt::Key_Up);
    QVERIFY(batch->property("pending").toBool());
    QVERIFY(!fieldIn<QSpinBox>(*view, "Seed")->property("pending").toBool());
    choose(*choiceWith(*view, "adam"), "sgd");
    QVERIFY(choiceWith(*view, "adam")->property("pending").toBool());
    view->findChild<QCheckBox*>()->click();
    QVERIFY(view->findChild<QCheckBox*>()->property("pending").toBool());
    QTest::keyClick(view->findChild<QCheckBox*>(), Qt::Key_Escape);
    QVERIFY(m_session->pending().isEmpty());
    QVERIFY(!batch->property("pending").toBool());
    QCOMPARE(batch->value(), 32);
    QVERIFY(!view->findChild<QCheckBox*>()->isChecked());
}

void TestSettingsViews::everyNumberFieldSaysItsRange()
{
    const auto view = shown<TrainingView>();
    int fields = 0;
    for (auto* field : view->findChildren<QAbstractSpinBox*>()) {
        if (!field->isVisible())
            continue;
        const auto* fault = field->findChild<FieldFault*>();
        QVERIFY2(fault, qPrintable(field->accessibleName()));
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, "-7");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY2(fault->sentence().contains("between"), qPrintable(fault->sentence()));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!fault->isShown());
        ++fields;
    }
    QVERIFY(fields >= 6);
    QVERIFY(m_session->pending().isEmpty());
}

ISTHMUS_TEST(TestSettingsViews)
#include "tst_SettingsViews.moc"
