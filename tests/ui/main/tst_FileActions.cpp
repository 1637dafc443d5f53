// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Presets.h"
#include "core/io/RunFile.h"
#include "tests/Patience.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"
#include "ui/main/RecentFiles.h"
#include "ui/main/StatusLine.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

class TestFileActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void builtInSetOpens();
    void untrainedPresetIsNothingToSave();
    void modelThatDoesNotFitIsReplacedAndSaid();
    void droppedRunGoesOnWhereItWasSaved();
    void brokenDataLeavesTheRunAsItWas_data();
    void brokenDataLeavesTheRunAsItWas();
    void brokenRunLeavesTheRunAsItWas();
    void openingAsksWhenModified();
    void openingIsDroppedForAnotherRun();
    void openingCanBeCancelled();
    void saveThatFailsIsSaidAndStaysModified();
    void runIsNotSavedOverItsImages();
    void savingWritesWhileTrainingGoesOn();
    void whatIsTrainedAfterASaveIsAskedFor();
    void savedStepIsTold();
    void leavingSavesAllThatWasTrained();
    void failedSaveLetsTrainingGoOn();
    void vanishedFileIsSaidAndWrittenAnew();
    void vanishedFileIsAskedForWhenClosing();
    void closingCanSaveFirst();
    void closingWaitsForTheSave();
    void failedSaveKeepsTheClosingWindow();
    void secondSaveWaitsForTheFirst();
    void savedRunThatWasLeftKeepsItsFile();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestFileActions::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFileActions::cleanup()
{
    QSettings().clear();
}

void TestFileActions::builtInSetOpens()
{
    OpenWindow open;
    open.window.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->name, std::string("sprites"));
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(open.session.isModified());
    QVERIFY(open.session.run().model == windowRun().model);
    QVERIFY(RecentFiles("recent/data").list().isEmpty());
}

void TestFileActions::untrainedPresetIsNothingToSave()
{
    RunSpec run = windowRun();
    run.model = loadPreset("dense-ae").model;
    OpenWindow open(run);
    open.window.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(!open.session.isModified());
    open.session.startDemonstration(run);
    open.session.play();
    open.window.files().openData("sprites");
    QTRY_VERIFY(open.session.isModified()); // which trains on
}

void TestFileActions::modelThatDoesNotFitIsReplacedAndSaid()
{
    OpenWindow open;
    ModelSpec model = windowRun().model;
    model.decoder[2].values["units"] = 784; // not "as data"
    TrainSpec training = open.session.run().training;
    training.seed = 7;
    training.validation = 0.25;
    open.session.changeModel(model, training);
    open.session.setModified(false);
    const QString path = m_settings->path("small-images-idx3-ubyte");
    writeFile(path, idxImages());
    open.window.files().openData(path);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    QCOMPARE(open.session.run().model.name, std::string("vae-2d"));
    QCOMPARE(open.session.run().training.seed, std::uint64_t(7)); // which choose the images
    QCOMPARE(open.session.run().training.validation, 0.25);
    QMessageBox* said = openBox(open.window, "error");
    QVERIFY(said);
    for (const char* part : {"\"Tiny VAE\"", "784", "Dense VAE, 2-D"})
        QVERIFY2(said->text().contains(part), qPrintable(said->text()));
}

void TestFileActions::droppedRunGoesOnWhereItWasSaved()
{
    const QString path = m_settings->path("sprites.safetensors");
    FloatVector parameters;
    {
        OpenWindow open;
        open.window.files().openData("sprites");
        QTRY_COMPARE(open.session.data()->count(), Index(12000));
        open.session.stepBatch();
        QVERIFY(open.rests(1));
        open.window.files().setRunPath(path);
        open.window.files().saveRun();
        QTRY_VERIFY(!open.session.isModified());
        QTRY_VERIFY(QFile::exists(path));
        parameters = open.session.snapshot()->frozen.parameters;
    }
    OpenWindow open;
    dropOn(open.window, path);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(open.rests(1));
    QVERIFY(open.session.snapshot()->frozen.parameters == parameters);
    QVERIFY(!open.session.isModified());
    QCOMPARE(open.window.files().runPath(), path);
    QVERIFY(open.window.windowTitle().startsWith("sprites.safetensors[*]"));
}

void TestFileActions::brokenDataLeavesTheRunAsItWas_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no format") << QByteArray("these are no images");
    QTest::newRow("truncated") << idxImages().left(100);
    QTest::newRow("more than memory") << QByteArray::fromHex("00000803"
                                                             "7fffffff"
                                                             "7fffffff"
                                                             "7fffffff");
}

void TestFileActions::brokenDataLeavesTheRunAsItWas()
{
    QFETCH(QByteArray, content);
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    const QString path = m_settings->path("broken-images-idx3-ubyte");
    writeFile(path, content);
    open.window.files().open(path);
    OpenDialog* dialog = openDialog(open.window);
    QTRY_VERIFY2(dialog->page().message().contains("broken-images-idx3-ubyte"), qPrintable(dialog->page().message()));
    QVERIFY(!dialog->openButton().isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(open.rests(1));
    open.session.stepBatch();
    QVERIFY(open.rests(2));
}

void TestFileActions::brokenRunLeavesTheRunAsItWas()
{
    OpenWindow open;
    const QString path = m_settings->path("broken.safetensors");
    writeFile(path, QByteArray::fromHex("1000000000000000") + "{\"a\":12345678}  ");
    open.window.files().open(path);
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(open.window.files().runPath().isEmpty());
}

void TestFileActions::openingAsksWhenModified()
{
    OpenWindow open;
    open.session.setModified(true);
    open.window.files().openData("sprites");
    QMessageBox* box = openBox(open.window, "save-question");
    QVERIFY(box);
    press(box, QMessageBox::Cancel);
    QTest::qWait(100);
    QCOMPARE(open.session.data()->count(), Index(250));
    open.window.files().openData("sprites");
    press(openBox(open.window, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
}

void TestFileActions::openingIsDroppedForAnotherRun()
{
    OpenWindow open;
    open.window.files().openData("sprites");
    open.session.startRun(windowRun());
    QVERIFY(isForgotten(open.window.files().reading()));
    QCOMPARE(open.session.data()->count(), Index(250));
}

void TestFileActions::openingCanBeCancelled()
{
    OpenWindow open;
    open.window.files().openData("sprites");
    QCOMPARE(open.window.statusLine().sentence(), QString("Opening sprites..."));
    auto* cancel = open.window.findChild<QToolButton*>("cancel-reading");
    QVERIFY(cancel && cancel->isVisible() && !open.window.files().openDialogAction()->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!cancel->isVisible() && open.window.files().openDialogAction()->isEnabled());
    QVERIFY(open.window.statusLine().sentence() != "Opening sprites...");
    QVERIFY(isForgotten(open.window.files().reading()));
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(!openBox(open.window, "error"));
}

void TestFileActions::saveThatFailsIsSaidAndStaysModified()
{
    OpenWindow open;
    open.session.setModified(true);
    open.window.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.window.files().saveRun();
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QVERIFY(open.session.isModified());
}

void TestFileActions::runIsNotSavedOverItsImages()
{
    OpenWindow open;
    const QString path = m_settings->path("kept-images-idx3-ubyte");
    writeFile(path, idxImages());
    open.window.files().openData(path);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    if (QMessageBox* misfit = openBox(open.window, "error"))
        press(misfit, QMessageBox::Ok);
    open.window.files().setRunPath(path);
    open.window.files().saveRun();
    QMessageBox* said = openBox(open.window, "error");
    QVERIFY(said);
    QVERIFY2(said->text().contains("That is the file of the images"), qPrintable(said->text()));
    QVERIFY(!open.window.files().isSaving());
    QVERIFY(open.session.isModified());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), idxImages());
}

void TestFileActions::savingWritesWhileTrainingGoesOn()
{
    OpenWindow open;
    const QString path = m_settings->path("running.safetensors");
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    open.window.files().setRunPath(path);
    open.window.files().saveRun();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(open.session.isTraining());
    QTRY_COMPARE(RecentFiles("recent/runs").list(), QStringList{path});
}

void TestFileActions::whatIsTrainedAfterASaveIsAskedFor()
{
    OpenWindow open;
    const QString path = m_settings->path("night.safetensors");
    open.window.files().setRunPath(path);
    QTest::keyClick(&open.window, Qt::Key_Space);
    QTRY_VERIFY(open.session.status().step > 3);
    QTest::keyClick(&open.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(QFile::exists(path) && !open.window.files().isSaving());
    const std::int64_t saved = readRunFile(path.toStdString()).step;
    QTRY_VERIFY(open.session.status().step > saved);
    QTRY_VERIFY(open.window.isWindowModified());
    QTest::keyClick(&open.window, Qt::Key_Q, Qt::ControlModifier);
    QMessageBox* box = openBox(open.window, "save-question");
    QVERIFY(box);
    press(box, QMessageBox::Cancel);
    QVERIFY(open.window.isVisible());
}

void TestFileActions::savedStepIsTold()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QVERIFY(open.window.isWindowModified());
    open.window.files().setRunPath(m_settings->path("told.safetensors"));
    QTest::keyClick(&open.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(open.window.statusLine().sentence(), QString("Saved told.safetensors, step 1"));
    QVERIFY(!open.window.isWindowModified());
}

void TestFileActions::leavingSavesAllThatWasTrained()
{
    OpenWindow open;
    const QString path = m_settings->path("all.safetensors");
    open.window.files().setRunPath(path);
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    QVERIFY(!open.window.close());
    press(openBox(open.window, "save-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(path.toStdString()).step, open.session.moment().step);
    QVERIFY(!open.session.isModified());
}

void TestFileActions::failedSaveLetsTrainingGoOn()
{
    OpenWindow open;
    open.window.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    QVERIFY(!open.window.close());
    press(openBox(open.window, "save-question"), QMessageBox::Save);
    QVERIFY(!open.session.isTraining());
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QVERIFY(open.window.isVisible());
    QVERIFY(open.session.isTraining());
    QVERIFY(open.session.isModified());
}

void TestFileActions::vanishedFileIsSaidAndWrittenAnew()
{
    OpenWindow open;
    const QString path = m_settings->path("vanished.safetensors");
    open.window.files().setRunPath(path);
    open.window.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.window.files().isSaving());
    QVERIFY(QFile::remove(path));
    open.window.files().saveRun();
    QTRY_COMPARE(
        open.window.statusLine().sentence(), QString("Saved vanished.safetensors anew, step 0: its file was gone"));
    QVERIFY(QFile::exists(path));
}

void TestFileActions::vanishedFileIsAskedForWhenClosing()
{
    OpenWindow open;
    const QString path = m_settings->path("vanished.safetensors");
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.window.files().setRunPath(path);
    open.window.files().saveRun();
    QTRY_VERIFY(!open.session.isModified());
    QVERIFY(QFile::remove(path));
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.window, "save-question");
    QVERIFY(box);
    QVERIFY2(box->text().startsWith("The file vanished.safetensors is gone."), qPrintable(box->text()));
    press(box, QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(path.toStdString()).step, std::int64_t(1));
}

void TestFileActions::closingCanSaveFirst()
{
    OpenWindow open;
    const QString path = m_settings->path("closing.safetensors");
    open.session.setModified(true);
    open.window.files().setRunPath(path);
    QVERIFY(!open.window.close());
    press(openBox(open.window, "save-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(path));
}

void TestFileActions::closingWaitsForTheSave()
{
    OpenWindow open;
    const QString path = m_settings->path("waited-for.safetensors");
    open.window.files().setRunPath(path);
    open.window.files().saveRun();
    QVERIFY(!open.window.close());
    QVERIFY(open.window.isVisible());
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(path));
}

void TestFileActions::failedSaveKeepsTheClosingWindow()
{
    OpenWindow open;
    bool isClosed = true;
    connect(&open.session, &Session::checkpointReady, &open.window, [&] { isClosed = open.window.close(); });
    open.session.setModified(true);
    open.window.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.window.files().saveRun();
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QVERIFY(!isClosed);
    QVERIFY(open.window.isVisible());
    QVERIFY(open.session.isModified());
}

void TestFileActions::secondSaveWaitsForTheFirst()
{
    OpenWindow open;
    FileActions& files = open.window.files();
    const QString first = m_settings->path("first.safetensors");
    const QString second = m_settings->path("second.safetensors");
    bool isSecondAsked = false;
    connect(&open.session, &Session::checkpointReady, &open.window, [&](const auto& checkpoint) {
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

void TestFileActions::savedRunThatWasLeftKeepsItsFile()
{
    OpenWindow open;
    FileActions& files = open.window.files();
    const QString path = m_settings->path("left.safetensors");
    connect(&open.session, &Session::checkpointReady, &open.window, [&] { open.session.startRun(windowRun()); });
    files.setRunPath(path);
    files.saveRun();
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(!files.isSaving());
    QCOMPARE(files.runPath(), QString()); // the next save of the new run must not go there
}

QTEST_MAIN(TestFileActions)
#include "tst_FileActions.moc"
