// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "tests/ui/session/Barriers.h"
#include "ui/main/FileActions.h"
#include "ui/session/PendingRun.h"
#include "ui/views/applyPending.h"

#include <QDir>
#include <QPointer>

using namespace isthmus;
using namespace isthmus::test;

/// What is asked before a run is given up, what a window that closes waits for, and what goes on after the answer.
class TestLeavingRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void whatIsTrainedAfterASaveIsAskedFor();
    void leavingSavesAllThatWasTrained();
    void whatChangesWhileSavingIsAskedForOnceMore();
    void failedSaveLetsTrainingGoOn();
    void whatChangesWhileReadingIsAskedFor();
    void failedReadingLetsTrainingGoOn();
    void resetAfterASaveRests();
    void runAppliedAfterASaveGoesOnPlaying();
    void vanishedFileIsAskedForWhenClosing();
    void replacedFileIsAskedForWhenClosing();
    void failedSaveOfAVanishedFileIsAskedForWhenClosing();
    void closingCanSaveFirst();
    void closingWaitsForTheSave();
    void closingWaitsForTheFileOfALeftRun();
    void failedSaveKeepsTheClosingWindow();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestLeavingRun::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestLeavingRun::whatIsTrainedAfterASaveIsAskedFor()
{
    OpenWindow open;
    const QString path = m_settings->path("night.safetensors");
    open.page.files().setRunPath(path);
    QTest::keyClick(&open.window, Qt::Key_Space);
    QTRY_VERIFY(open.session.status().step > 3);
    QTest::keyClick(&open.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    const std::int64_t saved = readRunFile(path.toStdString()).step;
    QTRY_VERIFY(open.session.status().step > saved);
    QTRY_VERIFY(open.window.isWindowModified());
    QTest::keyClick(&open.window, Qt::Key_Q, Qt::ControlModifier);
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    press(box, QMessageBox::Cancel);
    QVERIFY(open.window.isVisible());
}

void TestLeavingRun::leavingSavesAllThatWasTrained()
{
    OpenWindow open;
    const QString path = m_settings->path("all.safetensors");
    open.page.files().setRunPath(path);
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(path.toStdString()).step, open.session.moment().step);
    QVERIFY(!open.session.isModified());
}

void TestLeavingRun::whatChangesWhileSavingIsAskedForOnceMore()
{
    OpenWindow open;
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&] { // which is being written now
        Knobs knobs = open.session.knobs();
        knobs.learningRate /= 2;
        open.session.setKnobs(knobs);
    });
    open.session.setModified(true);
    open.page.files().setRunPath(m_settings->path("changing.safetensors"));
    QVERIFY(!open.window.close());
    QPointer<QMessageBox> first = openBox(open.page, "save-question");
    press(first, QMessageBox::Save);
    QTRY_VERIFY(!first);
    QTRY_VERIFY(openBox(open.page, "save-question"));
    QVERIFY(open.window.isVisible());
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QVERIFY(!open.window.isVisible());
}

void TestLeavingRun::failedSaveLetsTrainingGoOn()
{
    OpenWindow open;
    open.page.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QVERIFY(!open.session.isTraining());
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QVERIFY(open.window.isVisible());
    QVERIFY(open.session.isTraining());
    QVERIFY(open.session.isModified());
}

void TestLeavingRun::whatChangesWhileReadingIsAskedFor()
{
    OpenWindow open;
    const Index count = open.session.data()->count();
    open.page.files().openData("sprites");
    QVERIFY(open.page.files().reading().isBusy());
    Knobs knobs = open.session.knobs();
    knobs.learningRate /= 2;
    open.session.setKnobs(knobs);
    QTRY_VERIFY(openBox(open.page, "save-question"));
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QVERIFY(!open.page.files().reading().isBusy());
    QCOMPARE(open.session.data()->count(), count);

    open.page.files().openData("sprites");
    QVERIFY(openBox(open.page, "save-question")->text().contains("opening Sprites?")); // as the menu names it
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(12000)); // and is not asked for once more
}

void TestLeavingRun::failedReadingLetsTrainingGoOn()
{
    OpenWindow open;
    const QString broken = m_settings->path("broken.safetensors");
    writeFile(broken, "no run");
    open.page.files().setRunPath(m_settings->path("left-for-a-broken-one.safetensors"));
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    open.page.files().openRunFile(broken);
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QVERIFY(!open.session.isTraining());
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QTRY_VERIFY(open.session.isTraining());
    QVERIFY(!open.page.files().saving().holdsTraining()); // which the next run would go on with
}

void TestLeavingRun::resetAfterASaveRests()
{
    OpenWindow open;
    open.page.files().setRunPath(m_settings->path("before-reset.safetensors"));
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    emit open.session.leavingWanted("Save?", [&open] { open.session.reset(); });
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QVERIFY(open.rests(0));
    QTRY_VERIFY(!open.page.files().isSaving()); // by when training would go on
    QCOMPARE(stepAfterOrders(open.session), std::int64_t(0));
    QVERIFY(open.rests(0));
}

void TestLeavingRun::runAppliedAfterASaveGoesOnPlaying()
{
    OpenWindow open;
    open.page.files().setRunPath(m_settings->path("before-applying.safetensors"));
    open.session.play();
    QTRY_VERIFY(open.session.hasTrainingToLose());
    TrainSpec training = open.session.run().training;
    training.batchSize /= 2;
    open.session.pending().chooseTraining(training);
    applyPending(open.session, &open.window);
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QTRY_COMPARE(open.session.run().training.batchSize, training.batchSize);
    QTRY_VERIFY(open.session.isTraining());
}

void TestLeavingRun::vanishedFileIsAskedForWhenClosing()
{
    OpenWindow open;
    const QString path = m_settings->path("vanished.safetensors");
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(!open.session.isModified());
    QVERIFY(QFile::remove(path));
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->text().startsWith("The file vanished.safetensors is gone."), qPrintable(box->text()));
    press(box, QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(path.toStdString()).step, std::int64_t(1));
}

void TestLeavingRun::replacedFileIsAskedForWhenClosing()
{
    OpenWindow open;
    const QString path = m_settings->path("replaced.safetensors");
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(!open.session.isModified());
    writeFile(path, "no run");
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(
        box->text().startsWith("Another program has changed replaced.safetensors since."), qPrintable(box->text()));
    press(box, QMessageBox::Cancel);
}

void TestLeavingRun::failedSaveOfAVanishedFileIsAskedForWhenClosing()
{
    OpenWindow open;
    const QString folder = m_settings->path("pulled-stick");
    QVERIFY(QDir().mkpath(folder));
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.files().setRunPath(folder + "/run.safetensors");
    open.page.files().saveRun();
    QTRY_VERIFY(!open.session.isModified());
    QVERIFY(QDir(folder).removeRecursively());
    open.page.files().saveRun();
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QVERIFY(open.window.isWindowModified());
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->text().startsWith("The file run.safetensors is gone."), qPrintable(box->text()));
    press(box, QMessageBox::Cancel);
}

void TestLeavingRun::closingCanSaveFirst()
{
    OpenWindow open;
    const QString path = m_settings->path("closing.safetensors");
    open.session.setModified(true);
    open.page.files().setRunPath(path);
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(path));
}

void TestLeavingRun::closingWaitsForTheSave()
{
    OpenWindow open;
    const QString path = m_settings->path("waited-for.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QVERIFY(!open.window.close());
    QVERIFY(open.window.isVisible());
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(path));
}

void TestLeavingRun::closingWaitsForTheFileOfALeftRun()
{
    OpenWindow open;
    const QString path = m_settings->path("left-and-closed.safetensors");
    bool isClosed = true;
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&] {
        open.session.startRun(windowRun()); // the file of the run before is being written now
        isClosed = open.window.close();
    });
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(!isClosed);
    QTRY_VERIFY(!open.window.isVisible());
}

void TestLeavingRun::failedSaveKeepsTheClosingWindow()
{
    OpenWindow open;
    bool isClosed = true;
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&] { isClosed = open.window.close(); });
    open.session.setModified(true);
    open.page.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.page.files().saveRun();
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QVERIFY(!isClosed);
    QVERIFY(open.window.isVisible());
    QVERIFY(open.session.isModified());
}

ISTHMUS_TEST(TestLeavingRun)
#include "tst_LeavingRun.moc"
