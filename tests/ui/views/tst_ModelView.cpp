// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/analysis/TestModels.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/dialogs/model/figures.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/buildFault.h"
#include "ui/views/model/LayerBars.h"
#include "ui/views/model/ModelView.h"
#include "ui/views/model/UnitsField.h"
#include "ui/views/training/TrainingView.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/NumberField.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <algorithm>
#include <functional>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

LabelledRow& rowOf(const QWidget& view, const char* label)
{
    const auto rows = view.findChildren<LabelledRow*>();
    return **std::find_if(
        rows.begin(), rows.end(), [&](LabelledRow* row) { return row->label().text() == QString(label); });
}

} // namespace

/// What changes the model waits for Apply, and asks where there is training to lose.
class TestModelView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void modelChangeStartsAnotherRun();
    void editedPresetSaysSo();
    void rowsAreOfferedTheirPresets();
    void openListNamesThePresets();
    void boxNamesAModelThatIsNoPreset();
    void trainedRunIsAskedFor();
    void badUnitsAreSaidInWords();
    void lackOfMemoryIsSaidInWords();
    void editsRoundTrip();
    void costIsSaidInThreeDigits();
    void barsShowTheModel();
    void barsShowTheModelThatTrainsUntilItIsApplied();
    void choosingTheRunsPresetAgainLeavesNothingPending();
    void everyPresetFitsTheSmallestPictures();
    void badUnitsStayMarked();
    void sizeOfAMapIsSaidWhole();
    void layersThatAreNoListAreSaidLegibly();
    void costBreaksBehindTheDot();

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

void TestModelView::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestModelView::cleanup()
{
    m_session.reset();
}

void TestModelView::modelChangeStartsAnotherRun()
{
    const auto view = shown<ModelView>();
    auto* hidden = view->findChild<QLineEdit*>("hidden");
    hidden->selectAll();
    QTest::keyClicks(hidden, "24, 8");
    auto* bar = view->findChild<StartOverBar*>();
    QVERIFY(bar->isVisible());
    QSignalSpy changed(m_session.get(), &RunSession::runChanged);
    QTest::mouseClick(&bar->button(), Qt::LeftButton);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(editOf(m_session->run().model).hidden, (std::vector<int>{24, 8}));
}

void TestModelView::editedPresetSaysSo()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    const auto* preset = view->findChild<ChoiceBox*>();
    auto* hidden = view->findChild<QLineEdit*>("hidden");
    const QString title = QString::fromStdString(run.model.title);
    const QString units = hidden->text();
    QCOMPARE(preset->closedText(), title);
    hidden->setText("24, 8");
    QCOMPARE(preset->closedText(), title + " (edited)");
    hidden->setText(units);
    QCOMPARE(preset->closedText(), title);
    hidden->setText("24, 8");
    QTest::mouseClick(&view->findChild<StartOverBar*>()->button(), Qt::LeftButton);
    QCOMPARE(QString::fromStdString(m_session->run().model.title), title + " (edited)");
    QCOMPARE(preset->closedText(), title + " (edited)");
    hidden->setText(units);
    QCOMPARE(preset->closedText(), title);
}

void TestModelView::rowsAreOfferedTheirPresets()
{
    RunSpec run = windowRun();
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    const auto* preset = view->findChild<ChoiceBox*>();
    QCOMPARE(preset->findData("table-ae"), -1);
    auto rows = std::make_shared<Dataset>(*run.data);
    rows->shape = {1, 1, int(run.data->shape.size())};
    run.data = std::move(rows);
    run.model = loadPreset("table-ae", run.data->shape).model;
    m_session->startRun(run);
    QCOMPARE(preset->findData("table-ae"), 0);
    QCOMPARE(preset->count(), int(presetNames().size()));
    QCOMPARE(preset->closedText(), QString("Table AE"));
}

void TestModelView::openListNamesThePresets()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    const auto* preset = view->findChild<ChoiceBox*>();
    view->findChild<QLineEdit*>("hidden")->setText("24, 8");
    QTest::mouseClick(&view->findChild<StartOverBar*>()->button(), Qt::LeftButton);
    QVERIFY(preset->closedText().endsWith(" (edited)"));
    for (int i = 0; i < preset->count(); ++i) {
        const std::string name = preset->itemData(i).toString().toStdString();
        QCOMPARE(preset->itemText(i), QString::fromStdString(loadPreset(name).model.title));
        QVERIFY(preset->itemData(i, Qt::ToolTipRole).toString().endsWith("--model " + preset->itemData(i).toString()));
    }
}

void TestModelView::boxNamesAModelThatIsNoPreset()
{
    const auto view = shown<ModelView>();
    QCOMPARE(view->findChild<ChoiceBox*>()->closedText(), QString("Tiny VAE"));
    QCOMPARE(view->findChild<ChoiceBox*>()->currentIndex(), -1);
}

void TestModelView::trainedRunIsAskedFor()
{
    m_session->stepEpoch();
    QTRY_COMPARE(m_session->status().epoch, 1.0);
    m_session->stepBatch();
    QTRY_VERIFY(m_session->status().epoch > 1);
    m_session->setModified(true);
    const auto view = shown<TrainingView>();
    auto* bar = view->findChild<StartOverBar*>();
    view->findChildren<QSpinBox*>()[0]->setValue(50);

    std::function<void()> goOn; // what a window that has asked may call
    connect(m_session.get(), &RunSession::leavingWanted, this, [&](const QString&, const auto& next) { goOn = next; });
    QTest::mouseClick(&bar->button(), Qt::LeftButton);
    QVERIFY(goOn);
    QCOMPARE(m_session->run().training.batchSize, 32);
    goOn();
    QTRY_COMPARE(m_session->run().training.batchSize, 50);
}

void TestModelView::badUnitsAreSaidInWords()
{
    const auto view = shown<ModelView>();
    auto* hidden = view->findChild<QLineEdit*>("hidden");
    hidden->selectAll();
    QTest::keyClicks(hidden, "24, x");
    auto* bar = view->findChild<StartOverBar*>();
    QVERIFY2(bar->complaint().contains("found \"24, x\""), qPrintable(bar->complaint()));
    QVERIFY(!bar->button().isVisible());
}

void TestModelView::lackOfMemoryIsSaidInWords()
{
    QCOMPARE(buildFault(std::bad_alloc()), "there is not enough memory for a model of this size");
    QCOMPARE(buildFault(std::length_error("vector")), "there is not enough memory for a model of this size");
    QCOMPARE(buildFault(std::runtime_error("another fault")), "another fault");
}

void TestModelView::editsRoundTrip()
{
    const ModelSpec model = windowRun().model;
    ModelEdit edit = editOf(model);
    QCOMPARE(edit.latentDim, 2);
    QCOMPARE(edit.hidden, std::vector<int>{16});
    QCOMPARE(withEdit(model, edit), model);
    edit.latentDim = 5;
    QCOMPARE(editOf(withEdit(model, edit)).latentDim, 5);
    QCOMPARE(hiddenText({512, 256}), "512, 256");
    QCOMPARE(parseHidden(" 512,256 "), (std::vector<int>{512, 256}));
    QCOMPARE(parseHidden(""), std::vector<int>{});
    QVERIFY(!parseHidden("0"));
    QVERIFY(!parseHidden("1,,2"));
}

void TestModelView::costIsSaidInThreeDigits()
{
    const auto view = shown<ModelView>();
    QStringList texts;
    for (const QLabel* label : view->findChildren<QLabel*>())
        texts << label->text();
    const QString cost = flopText(m_session->model()->trainingFlop());
    QVERIFY2(cost.endsWith(" kFLOP"), qPrintable(cost));
    QVERIFY(texts.contains(QString::fromUtf8("26,004 parameters\u00a0· %1\u2060/\u2060image")
                               .arg(QString(cost).replace(' ', QChar::Nbsp))));
    QCOMPARE(flopText(0), QString::fromUtf8("–"));
    QCOMPARE(flopText(950), QString("950 FLOP"));
    QCOMPARE(flopText(1.068e6), QString("1.07 MFLOP"));
}

void TestModelView::barsShowTheModel()
{
    const std::vector<LayerBar> bars = layerBars(*m_session->model());
    const std::vector<LayerBar> expected{{"input", 784, false}, {QString::fromUtf8("dense · ReLU"), 16, false},
        {QString::fromUtf8("μ, log σ²"), 2, true}, {QString::fromUtf8("dense · ReLU"), 16, false},
        {"output", 784, false}};
    QCOMPARE(bars, expected);
}

void TestModelView::barsShowTheModelThatTrainsUntilItIsApplied()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    auto* preset = view->findChild<ChoiceBox*>();
    const auto* bars = view->findChild<LayerBars*>();
    const std::vector<LayerBar> before = bars->bars();
    choose(*preset, "conv-vae");
    QCOMPARE(bars->bars(), before);
    QVERIFY(m_session->pending().hasModel());
    QVERIFY(rowOf(*view, "Preset").isPending());
    QVERIFY(preset->property("pending").toBool());
    QTest::keyClick(preset, Qt::Key_Return);
    QCOMPARE(m_session->run().model.name, std::string("conv-vae"));
    QVERIFY(bars->bars() != before);
    QVERIFY(!rowOf(*view, "Preset").isPending());
}

void TestModelView::choosingTheRunsPresetAgainLeavesNothingPending()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    auto* preset = view->findChild<ChoiceBox*>();
    choose(*preset, "dense-ae");
    QVERIFY(m_session->pending().hasModel());
    choose(*preset, "vae-2d");
    QVERIFY(m_session->pending().isEmpty());
    QVERIFY(!rowOf(*view, "Preset").isPending());
    choose(*preset, "dense-ae");
    QTest::keyClick(preset, Qt::Key_Escape);
    QVERIFY(m_session->pending().isEmpty());
    QCOMPARE(preset->currentData().toString(), "vae-2d");
}

void TestModelView::everyPresetFitsTheSmallestPictures()
{
    RunSpec run = windowRun();
    run.model = loadPreset("vae-2d").model;
    run.data = std::make_shared<const Dataset>(smallData(40, 1, 1));
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    auto* preset = view->findChild<ChoiceBox*>();
    for (const char* name : {"dense-ae", "conv-vae", "conv-dae"}) {
        choose(*preset, name);
        QVERIFY2(m_session->pending().canApply(), name);
    }
    QTest::keyClick(preset, Qt::Key_Escape);
    QVERIFY(m_session->pending().isEmpty());
    QCOMPARE(preset->currentData().toString(), "vae-2d");
}

void TestModelView::badUnitsStayMarked()
{
    const auto view = shown<ModelView>();
    auto* hidden = view->findChild<UnitsField*>();
    hidden->selectAll();
    QTest::keyClicks(hidden, "24, x");
    QTest::keyClick(hidden, Qt::Key_Return);
    QVERIFY(hidden->fault().isShown());
    QCOMPARE(hidden->text(), "24, x");
    QTest::keyClick(hidden, Qt::Key_Escape);
    QCOMPARE(hidden->text(), "16");
    QVERIFY(!hidden->fault().isShown());
    QVERIFY(m_session->pending().isEmpty());
}

void TestModelView::sizeOfAMapIsSaidWhole()
{
    RunSpec run = windowRun();
    run.model = loadPreset("conv-dae").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    const auto* latent = view->findChild<WholeField*>();
    QVERIFY(!latent->isEnabled());
    QCOMPARE(latent->text(), QString::fromUtf8("784 (7 × 7 × 16)"));
    choose(*view->findChild<ChoiceBox*>(), "vae-2d");
    QVERIFY(latent->isEnabled());
    QCOMPARE(latent->value(), 2);
}

void TestModelView::layersThatAreNoListAreSaidLegibly()
{
    RunSpec run = windowRun();
    run.model = loadPreset("conv-ae").model;
    m_session->startRun(run);
    const auto view = shown<ModelView>();
    const auto* hidden = view->findChild<QLineEdit*>("hidden");
    QVERIFY(!hidden->isEnabled());
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        QCOMPARE(hidden->text(), QString("in the layers")); // in the colour of a text, not of a placeholder
    }
}

void TestModelView::costBreaksBehindTheDot()
{
    const auto view = shown<ModelView>();
    for (const QLabel* label : view->findChildren<QLabel*>())
        QVERIFY2(!label->text().contains(QString::fromUtf8(" ·")), qPrintable(label->text()));
}

ISTHMUS_TEST(TestModelView)
#include "tst_ModelView.moc"
