// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "tests/ui/main/WindowOfRuns.h"
#include "tests/ui/session/Barriers.h"
#include "ui/main/FileActions.h"
#include "ui/main/RecentFiles.h"
#include "ui/main/StatusLine.h"

#include <QFileDialog>
#include <QLineEdit>

using namespace isthmus;
using namespace isthmus::test;

/// The user's file: what is in it, what it is not written over, and what happens when it cannot be written.
class TestRunSaving : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void saveThatFailsIsSaidAndStaysModified();
    void runIsNotSavedOverItsImages();
    void savingWritesWhileTrainingGoesOn();
    void savedStepIsTold();
    void vanishedFileIsSaidAndWrittenAnew();
    void replacedFileIsNotWrittenOverUnasked();
    void resetRunIsNoLongerTheFiles();
    void nameThatIsOfferedIsFree();
    void refusedCheckpointIsSaid();
    void secondSaveWaitsForTheFirst();
    void secondSaveHoldsWhatWasDoneBeforeIt();
    void savedRunThatWasLeftKeepsItsFile();
    void failedSaveLetsAHiddenRunTrainOn();
    void heldRunRestsUntilItIsReleased();
    void allThatWaitForASaveGoOn();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestRunSaving::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestRunSaving::saveThatFailsIsSaidAndStaysModified()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.page.files().saveRun();
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QVERIFY(open.session.isModified());
}

void TestRunSaving::runIsNotSavedOverItsImages()
{
    OpenWindow open;
    const QString path = m_settings->path("kept-images-idx3-ubyte");
    writeFile(path, idxImages());
    open.page.files().openData(path);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    if (QMessageBox* misfit = openBox(open.page, "error"))
        press(misfit, QMessageBox::Ok);
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QMessageBox* said = openBox(open.page, "error");
    QVERIFY(said);
    QVERIFY2(said->text().contains("That is the file of the images"), qPrintable(said->text()));
    QVERIFY(!open.page.files().isSaving());
    QVERIFY(open.session.isModified());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), idxImages());
}

void TestRunSaving::savingWritesWhileTrainingGoesOn()
{
    OpenWindow open;
    const QString path = m_settings->path("running.safetensors");
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(open.session.isTraining());
    QTRY_COMPARE(RecentFiles("recent/runs").list(), QStringList{path});
}

void TestRunSaving::savedStepIsTold()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QVERIFY(open.window.isWindowModified());
    open.page.files().setRunPath(m_settings->path("told.safetensors"));
    QTest::keyClick(&open.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(open.page.statusLine().sentence(), QString("Saved told.safetensors, step 1"));
    QVERIFY(!open.window.isWindowModified());
}

void TestRunSaving::vanishedFileIsSaidAndWrittenAnew()
{
    OpenWindow open;
    const QString path = m_settings->path("vanished.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QVERIFY(QFile::remove(path));
    open.page.files().saveRun();
    QTRY_COMPARE(
        open.page.statusLine().sentence(), QString("Saved vanished.safetensors anew, step 0: its file was gone"));
    QVERIFY(QFile::exists(path));
}

void TestRunSaving::replacedFileIsNotWrittenOverUnasked()
{
    OpenWindow open;
    const QString path = m_settings->path("replaced.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    writeFile(path, "of another program");
    bool isAsked = false;
    QTimer::singleShot(0, &open.window, [&isAsked] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        isAsked = dialog;
        if (dialog)
            dialog->reject();
    });
    open.page.files().saveRun();
    QVERIFY(isAsked);
    QVERIFY(!open.page.files().isSaving());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("of another program"));
}

void TestRunSaving::resetRunIsNoLongerTheFiles()
{
    OpenWindow open;
    const QString path = m_settings->path("run.safetensors");
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QVERIFY(open.window.windowTitle().startsWith("run.safetensors[*]"));
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(open.rests(0));
    QTRY_VERIFY(open.window.windowTitle().startsWith("Tiny VAE[*]"));
    QString proposed;
    QTimer::singleShot(0, &open.window, [&proposed] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        proposed = dialog ? dialog->selectedFiles().value(0) : QString();
        if (dialog)
            QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
    });
    open.page.files().saveRun();
    QCOMPARE(proposed, m_settings->path("run-2.safetensors"));
    QTRY_VERIFY(QFile::exists(proposed) && !open.page.files().isSaving());
    QVERIFY(open.window.windowTitle().startsWith("run-2.safetensors[*]"));
}

/// Two runs of one preset have the same usual name.
void TestRunSaving::nameThatIsOfferedIsFree()
{
    WindowOfRuns open(2);
    QSettings().setValue("recent/folder", m_settings->path("."));
    const auto offered = [&](std::size_t run) {
        QString name;
        QTimer::singleShot(0, &open.window, [&name] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                name = QFileInfo(dialog->selectedFiles().value(0)).fileName();
                dialog->reject();
            }
        });
        open.pageOf(run).files().saveRun();
        return name;
    };
    QCOMPARE(offered(1), QString("tiny.safetensors"));
    open.pageOf(0).files().setRunPath(m_settings->path("tiny.safetensors")); // is not written yet
    QCOMPARE(offered(1), QString("tiny-2.safetensors"));
    QFile file(m_settings->path("tiny-2.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(offered(1), QString("tiny-3.safetensors"));
}

void TestRunSaving::refusedCheckpointIsSaid()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.files().setRunPath(m_settings->path("refused.safetensors"));
    open.page.files().saveRun();
    QVERIFY(!open.window.close()); // which waits for the save
    emit open.session.checkpointRefused();
    QVERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QVERIFY(open.window.isVisible());
    QVERIFY(open.page.files().saving().isFree());
    QVERIFY(open.page.files().save()->isEnabled());
}

void TestRunSaving::secondSaveWaitsForTheFirst()
{
    OpenWindow open;
    FileActions& files = open.page.files();
    const QString first = m_settings->path("first.safetensors");
    const QString second = m_settings->path("second.safetensors");
    bool isSecondAsked = false;
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&](const auto& checkpoint) {
        if (std::exchange(isSecondAsked, true))
            return;
        files.setRunPath(second); // the first file is being written now
        files.saveRun();
        emit open.session.checkpointReady(checkpoint);
    });
    files.setRunPath(first);
    files.saveRun();
    QTRY_VERIFY(QFile::exists(second));
    QTRY_VERIFY(!files.isSaving());
    QVERIFY(QFile::exists(first));
    QCOMPARE(files.runPath(), second);
    QVERIFY(!open.session.isModified());
}

void TestRunSaving::secondSaveHoldsWhatWasDoneBeforeIt()
{
    OpenWindow open;
    FileActions& files = open.page.files();
    const QString second = m_settings->path("after-a-step.safetensors");
    bool isSecondAsked = false;
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&](const auto& checkpoint) {
        if (std::exchange(isSecondAsked, true))
            return;
        emit open.session.checkpointReady(checkpoint); // as the autosave asked for, while the first file is written
        Knobs knobs = open.session.knobs();
        knobs.beta = 3;
        open.session.setKnobs(knobs);
        files.setRunPath(second);
        files.saveRun();
    });
    files.setRunPath(m_settings->path("before-a-step.safetensors"));
    files.saveRun();
    QTRY_VERIFY(QFile::exists(second));
    QTRY_VERIFY(!files.isSaving());
    QCOMPARE(readRunFile(second.toStdString()).knobs.beta, 3.0);
}

void TestRunSaving::savedRunThatWasLeftKeepsItsFile()
{
    OpenWindow open;
    FileActions& files = open.page.files();
    const QString path = m_settings->path("left.safetensors");
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&] { open.session.startRun(windowRun()); });
    files.setRunPath(path);
    files.saveRun();
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(!files.isSaving());
    QCOMPARE(files.runPath(), QString()); // the next save of the new run must not go there
}

void TestRunSaving::failedSaveLetsAHiddenRunTrainOn()
{
    WindowOfRuns open(2);
    open.pageOf(1).files().setRunPath("/nonexistent/folder/run.safetensors");
    open.run(1).play();
    QTRY_VERIFY(open.run(1).status().step > 3);
    open.window.closeRun(open.run(1));
    press(openBox(open.window, "save-question"), QMessageBox::Save);
    QVERIFY(!open.run(1).isTraining());
    open.bench.setActive(open.run(0));
    QVERIFY(!open.pageOf(1).isVisible());
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QTRY_VERIFY(open.run(1).isTraining());
}

void TestRunSaving::heldRunRestsUntilItIsReleased()
{
    OpenWindow open;
    RunSaving& saving = open.page.files().saving();
    open.page.files().setRunPath(m_settings->path("held.safetensors"));
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    saving.hold();
    QVERIFY(!open.session.isTraining() && saving.holdsTraining());
    bool isSaved = false;
    saving.saveAndThen([&] { isSaved = true; }, {});
    QTRY_VERIFY(isSaved && !saving.isSaving());
    const std::int64_t step = stepAfterOrders(open.session);
    QCOMPARE(stepAfterOrders(open.session), step);
    QVERIFY(!open.session.isTraining());
    saving.release();
    QVERIFY(open.session.isTraining() && !saving.holdsTraining());
}

void TestRunSaving::allThatWaitForASaveGoOn()
{
    OpenWindow open;
    RunSaving& saving = open.page.files().saving();
    open.page.files().setRunPath(m_settings->path("waited-for.safetensors"));
    QStringList done;
    saving.saveAndThen([&] { done << "saved"; }, [&] { done << "not saved"; });
    saving.afterSaving([&] { done << "after it"; });
    QTRY_COMPARE(done, (QStringList{"saved", "after it"}));
    open.page.files().setRunPath("/nonexistent/folder/run.safetensors");
    saving.saveAndThen([&] { done << "saved"; }, [&] { done << "not saved"; });
    saving.afterSaving([&] { done << "after it"; });
    QTRY_VERIFY(openBox(open.page, "error"));
    QCOMPARE(done.mid(2), QStringList{"not saved"});
}

ISTHMUS_TEST(TestRunSaving)
#include "tst_RunSaving.moc"
