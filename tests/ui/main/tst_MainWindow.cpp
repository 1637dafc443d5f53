// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecoveryFile.h"
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowOfRuns.h"
#include "ui/compare/ComparePage.h"
#include "ui/dialogs/RunDialog.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/session/Autosave.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>

using namespace isthmus;
using namespace isthmus::test;

/// Several runs in one window, each with a page of its own.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { m_settings = std::make_unique<BlankSettings>(); }
    void oneRunHasNoTabs();
    void duplicateOpensATab();
    void newRunTakesThePresetThatIsChosen();
    void tabsTellTheRunsApart();
    void clickOnATabBringsItsRun();
    void keysGoFromRunToRun();
    void compareShowsAllRuns();
    void panelsStandTheSameOnEachPage();
    void closedRunLeavesTheOthers();
    void closingAsksForItsOwnChanges();
    void windowAsksAboutTheOneThatIsUnsaved();
    void windowNamesAllThatAreUnsaved();
    void runThatChangesWhileAnotherIsSavedIsAskedFor();
    void failedSaveForgetsThatAllMayBeGivenUp();
    void allAreSavedBeforeTheWindowCloses();
    void runFileIsOpenedOnce();
    void runFileIsReadOnce();
    void twoRunsAreNotSavedToOneFile();
    void fileThatIsBeingSavedIsNotAnothers();
    void windowShowsTheRunsThatAreThere();
    void allAreKeptForRecovery();
    void allThatWereKeptComeBack();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<BlankSettings> m_settings;
};

void TestMainWindow::oneRunHasNoTabs()
{
    WindowOfRuns open(1);
    QVERIFY(!open.strip().isVisible());
    QVERIFY(open.window.windowTitle().startsWith("Tiny VAE"));
    QVERIFY(!open.window.runs().close()->isEnabled());
}

void TestMainWindow::duplicateOpensATab()
{
    WindowOfRuns open(1);
    Knobs knobs = open.session.knobs();
    knobs.beta = 3;
    open.session.setKnobs(knobs);
    QTest::keyClick(&open.window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = open.window.findChild<RunDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* beta = dialog->findChild<QDoubleSpinBox*>("beta");
    QCOMPARE(beta->value(), 3.0);
    beta->setValue(4);
    dialog->findChild<QSpinBox*>("seed")->setValue(9);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
    RunSession& second = open.bench.active();
    QVERIFY(&second != &open.session);
    QCOMPARE(second.knobs().beta, 4.0);
    QCOMPARE(second.run().training.seed, std::uint64_t(9));
    QCOMPARE(second.data(), open.session.data());
    QCOMPARE(open.session.knobs().beta, 3.0);
    QVERIFY(open.strip().isVisible());
    QVERIFY(open.window.page(second).isVisible() && !open.page.isVisible());
    QTRY_VERIFY(second.snapshot());
}

void TestMainWindow::newRunTakesThePresetThatIsChosen()
{
    WindowOfRuns open(1);
    QTest::keyClick(&open.window, Qt::Key_N, Qt::ControlModifier);
    auto* dialog = open.window.findChild<RunDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* model = dialog->findChild<QComboBox*>("model");
    model->setCurrentIndex(model->findData("dense-ae"));
    QVERIFY(!dialog->findChild<QDoubleSpinBox*>("beta")->isEnabled());
    dialog->accept();
    QCOMPARE(open.bench.active().run().model.name, std::string("dense-ae"));
    QCOMPARE(open.bench.active().data(), open.session.data());
}

void TestMainWindow::tabsTellTheRunsApart()
{
    WindowOfRuns open(2);
    QCOMPARE(open.tabs().tabText(0), QString("Tiny VAE, seed 1"));
    QCOMPARE(open.tabs().tabText(1), QString("Tiny VAE, seed 2"));
    QVERIFY(open.stepOn(open.run(1)));
    QTRY_COMPARE(open.tabs().tabText(1), QString("Tiny VAE, seed 2*"));
    Knobs knobs = open.session.knobs();
    knobs.beta = 7;
    open.session.setKnobs(knobs);
    QTRY_COMPARE(open.tabs().tabText(0), QString("Tiny VAE, β 7*"));
}

void TestMainWindow::clickOnATabBringsItsRun()
{
    WindowOfRuns open(3);
    QCOMPARE(&open.bench.active(), &open.run(2));
    open.clickTab(0);
    QCOMPARE(&open.bench.active(), &open.run(0));
    QVERIFY(open.pageOf(0).isVisible() && !open.pageOf(2).isVisible());
    QVERIFY(open.run(0).isWatched() && !open.run(1).isWatched() && !open.run(2).isWatched());
    QVERIFY(open.stepOn(open.run(0)));
    QTRY_COMPARE(open.run(0).snapshot()->record.step, std::int64_t(1));
}

void TestMainWindow::keysGoFromRunToRun()
{
    WindowOfRuns open(3);
    QTest::keyClick(&open.window, Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(&open.bench.active(), &open.run(0));
    QTest::keyClick(&open.window, Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(&open.bench.active(), &open.run(2));
    QTest::keyClick(&open.window, Qt::Key_Period);
    QTRY_COMPARE(open.run(2).status().step, std::int64_t(1));
    QCOMPARE(open.run(0).status().step, std::int64_t(0));
}

void TestMainWindow::compareShowsAllRuns()
{
    WindowOfRuns open(1);
    QTest::keyClick(&open.window, Qt::Key_2, Qt::ControlModifier); // one run cannot be compared
    QCOMPARE(open.window.workspace(), 0);
    RunSpec other = open.session.run();
    other.training.seed = 2;
    open.window.runs().open(other);
    QTest::keyClick(&open.window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(open.window.workspace(), 1);
    auto* compare = open.window.findChild<ComparePage*>();
    QVERIFY(compare && compare->isVisible() && !open.window.page().isVisible());
    QCOMPARE(open.window.windowTitle(), QString("2 runs side by side[*] - Isthmus"));
    QVERIFY(open.run(0).isWatched() && open.run(1).isWatched());
    open.clickTab(0);
    QCOMPARE(open.window.workspace(), 0);
    QVERIFY(open.pageOf(0).isVisible() && !compare->isVisible());
    QVERIFY(open.run(0).isWatched() && !open.run(1).isWatched());
    QTest::keyClick(&open.window, Qt::Key_2, Qt::ControlModifier);
    open.window.closeRun(open.run(1)); // nothing is left to compare with
    QTRY_COMPARE(open.window.workspace(), 0);
    QVERIFY(open.page.isVisible());
}

void TestMainWindow::panelsStandTheSameOnEachPage()
{
    WindowOfRuns open(2);
    auto* mine = open.pageOf(1).findChild<QDockWidget*>("loss");
    auto* other = open.pageOf(0).findChild<QDockWidget*>("loss");
    mine->hide();
    open.clickTab(0);
    QVERIFY(!other->isVisible());
    other->show();
    open.clickTab(1);
    QVERIFY(mine->isVisible());
    for (const char* id : {"data", "model"}) { // of the same run: the same heights
        const QWidget* here = open.pageOf(1).findChild<QDockWidget*>(id);
        const int height = here->height();
        open.clickTab(0);
        QTRY_COMPARE(open.pageOf(0).findChild<QDockWidget*>(id)->height(), height);
        open.clickTab(1);
        QTRY_COMPARE(here->height(), height);
    }
}

void TestMainWindow::closedRunLeavesTheOthers()
{
    WindowOfRuns open(3);
    RunSession* second = &open.run(1);
    second->play();
    QTRY_VERIFY(second->status().step > 2);
    QTest::keyClick(&open.window, Qt::Key_W, Qt::ControlModifier); // the third, which has nothing to lose
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(2));
    QCOMPARE(&open.bench.active(), second);
    const std::int64_t step = second->status().step;
    QTRY_VERIFY(second->status().step > step);
    second->pause();
    QTRY_VERIFY(!second->isTraining());
    QVERIFY(second->isModified());
}

void TestMainWindow::closingAsksForItsOwnChanges()
{
    WindowOfRuns open(2);
    QVERIFY(open.stepOn(open.run(0)));
    open.window.closeRun(open.run(0));
    QMessageBox* box = openBox(open.window, "save-question");
    QVERIFY(box);
    QCOMPARE(&open.bench.active(), &open.run(0)); // one sees what is asked about
    press(box, QMessageBox::Cancel);
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
    open.window.closeRun(open.run(0));
    press(openBox(open.window, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(1));
    QVERIFY(!open.strip().isVisible());
    QCOMPARE(open.run(0).run().training.seed, std::uint64_t(2));
}

void TestMainWindow::windowAsksAboutTheOneThatIsUnsaved()
{
    WindowOfRuns open(3);
    QVERIFY(open.stepOn(open.run(1)));
    open.window.close();
    QMessageBox* box = openBox(open.window, "save-question");
    QVERIFY(box);
    QCOMPARE(&open.bench.active(), &open.run(1));
    press(box, QMessageBox::Discard);
    QTRY_VERIFY(!open.window.isVisible());
}

void TestMainWindow::windowNamesAllThatAreUnsaved()
{
    WindowOfRuns open(3);
    for (const std::size_t number : {0, 1, 2})
        QVERIFY(open.stepOn(open.run(number)));
    open.window.close();
    QMessageBox* box = openBox(open.window, "save-all-question");
    QVERIFY(box);
    QCOMPARE(box->text(), QString("Save 3 runs before closing?"));
    QCOMPARE(box->informativeText().count('\n'), 2);
    QVERIFY2(box->informativeText().contains("Tiny VAE, seed 2: 0.14 epochs"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Cancel);
    QVERIFY(open.window.isVisible());
    open.window.close();
    press(openBox(open.window, "save-all-question"), QMessageBox::Discard);
    QTRY_VERIFY(!open.window.isVisible());
}

void TestMainWindow::runThatChangesWhileAnotherIsSavedIsAskedFor()
{
    WindowOfRuns open(2);
    QVERIFY(open.stepOn(open.run(0)));
    open.pageOf(0).files().setRunPath(m_settings->path("first.safetensors"));
    open.window.close();
    press(openBox(open.window, "save-question"), QMessageBox::Save);
    open.run(1).setModified(true);
    QTRY_VERIFY(!open.run(0).isModified() && openBox(open.window, "save-question"));
    QVERIFY(open.window.isVisible());
    QCOMPARE(&open.bench.active(), &open.run(1));
}

void TestMainWindow::failedSaveForgetsThatAllMayBeGivenUp()
{
    WindowOfRuns open(2);
    for (const std::size_t number : {0, 1})
        QVERIFY(open.stepOn(open.run(number)));
    open.window.close();
    open.run(1).file().saveTo("/nonexistent/folder/run.safetensors");
    press(openBox(open.window, "save-all-question"), QMessageBox::Discard);
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QVERIFY(!open.window.close());
    QVERIFY(openBox(open.window, "save-all-question"));
}

void TestMainWindow::allAreSavedBeforeTheWindowCloses()
{
    WindowOfRuns open(2);
    const QStringList files{m_settings->path("one.safetensors"), m_settings->path("two.safetensors")};
    for (const int number : {0, 1}) {
        QVERIFY(open.stepOn(open.run(std::size_t(number))));
        open.pageOf(std::size_t(number)).files().setRunPath(files[number]);
    }
    open.window.close();
    press(openBox(open.window, "save-all-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(files[0].toStdString()).training.seed, std::uint64_t(1));
    QCOMPARE(readRunFile(files[1].toStdString()).training.seed, std::uint64_t(2));
}

void TestMainWindow::runFileIsOpenedOnce()
{
    WindowOfRuns open(2);
    const QString file = m_settings->path("one.safetensors");
    open.pageOf(0).files().setRunPath(file);
    QVERIFY(open.stepOn(open.run(0)));
    open.pageOf(0).files().saveRun();
    QTRY_VERIFY(QFile::exists(file) && !open.run(0).isModified());
    open.pageOf(1).files().openRunFile(file);
    QTRY_COMPARE(&open.bench.active(), &open.run(0)); // where it is open already
    QCOMPARE(open.run(1).run().training.seed, std::uint64_t(2));
}

void TestMainWindow::twoRunsAreNotSavedToOneFile()
{
    WindowOfRuns open(2);
    const QString file = m_settings->path("one.safetensors");
    open.pageOf(0).files().setRunPath(file);
    open.pageOf(1).files().setRunPath(file);
    open.pageOf(1).files().saveRun();
    QMessageBox* box = openBox(open.window, "error");
    QVERIFY(box);
    QVERIFY2(box->text().contains("another run that is open"), qPrintable(box->text()));
    QVERIFY(!QFile::exists(file));
}

void TestMainWindow::runFileIsReadOnce()
{
    Checkpoint state = TrainingRun(windowRun()).checkpoint();
    state.data.name.clear(); // it came without data: there is nothing to look for
    const QString file = m_settings->path("read.safetensors");
    writeRunFile(file.toStdString(), state);
    WindowOfRuns open(2);
    open.pageOf(0).files().openRunFile(file);
    QVERIFY(open.pageOf(0).files().reading().isBusy());
    open.pageOf(1).files().openRunFile(file);
    QVERIFY(!open.pageOf(1).files().reading().isBusy());
    QCOMPARE(&open.bench.active(), &open.run(0)); // where it will be
    QTRY_COMPARE(open.pageOf(0).files().runPath(), file);
    QVERIFY(open.pageOf(1).files().runPath().isEmpty());
}

void TestMainWindow::fileThatIsBeingSavedIsNotAnothers()
{
    WindowOfRuns open(2);
    const QString file = m_settings->path("one.safetensors");
    open.run(0).file().saveTo(file);
    open.pageOf(1).files().setRunPath(file);
    open.pageOf(1).files().saveRun();
    QMessageBox* box = openBox(open.window, "error");
    QVERIFY(box);
    QVERIFY2(box->text().contains("another run that is open"), qPrintable(box->text()));
    QTRY_COMPARE(open.pageOf(0).files().runPath(), file);
    QCOMPARE(readRunFile(file.toStdString()).training.seed, std::uint64_t(1));
}

void TestMainWindow::windowShowsTheRunsThatAreThere()
{
    Workbench bench(2);
    bench.active().startRun(windowRun());
    bench.add().startRun(windowRun());
    const MainWindow window(bench);
    QCOMPARE(window.findChild<QTabBar*>("runs")->count(), 2);
    QCOMPARE(&window.page().session(), bench.runs().front());
}

void TestMainWindow::allAreKeptForRecovery()
{
    WindowOfRuns open(2);
    for (const std::size_t number : {0, 1})
        QVERIFY(open.stepOn(open.run(number)));
    bool isDone = false;
    open.window.leaveKept([&] { isDone = true; });
    QTRY_VERIFY(isDone);
    QCOMPARE(QDir(Autosave::folder()).entryList({"*.safetensors"}).size(), 2);
}

void TestMainWindow::allThatWereKeptComeBack()
{
    for (const int seed : {5, 6}) {
        RunSpec spec = windowRun();
        spec.training.seed = static_cast<std::uint64_t>(seed);
        Checkpoint state = TrainingRun(spec).checkpoint();
        state.data.name.clear(); // it came without data: there is nothing to look for
        RecoveryFile::make(Autosave::folder().toStdString())->write(state, {});
    }
    WindowOfRuns open(1);
    open.window.recovery().begin();
    for (const std::size_t runs : {std::size_t(1), std::size_t(2)}) {
        QTRY_VERIFY(open.window.recovery().banner().isVisibleTo(&open.page));
        for (QPushButton* button : open.window.recovery().banner().findChildren<QPushButton*>())
            if (button->text() == "Open")
                button->click();
        QTRY_COMPARE(open.bench.runs().size(), runs); // the second one does not take the first one's place
        QTRY_VERIFY(open.bench.active().saved());
    }
    QVERIFY(open.run(0).run().training.seed != open.run(1).run().training.seed);
    QVERIFY(open.run(0).isModified() && open.run(1).isModified());
}

ISTHMUS_TEST(TestMainWindow)
#include "tst_MainWindow.moc"
