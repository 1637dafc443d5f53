// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
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
    open.page.files().openData("sprites");
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
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(!open.session.isModified());
    open.session.startDemonstration(run);
    open.session.play();
    open.page.files().openData("sprites");
    QTRY_VERIFY(open.session.isModified()); // which trains on
}

void TestFileActions::modelThatDoesNotFitIsReplacedAndSaid()
{
    OpenWindow open;
    ModelSpec model = windowRun().model;
    model.encoder.insert(model.encoder.begin(), {"max-pool", {{"kernel", 7}, {"stride", 7}}});
    TrainSpec training = open.session.run().training;
    training.seed = 7;
    training.validation = 0.25;
    open.session.changeModel(model, training);
    open.session.setModified(false);
    const QString path = m_settings->path("small-images-idx3-ubyte");
    writeFile(path, idxImages());
    open.page.files().openData(path);
    QMessageBox* said = nullptr;
    QTRY_VERIFY((said = openBox(open.page, "replace-question")));
    for (const char* part : {"\"Tiny VAE\"", "max-pool", "Dense VAE, 2-D"})
        QVERIFY2((said->text() + said->informativeText()).contains(part), qPrintable(said->text()));
    for (QAbstractButton* button : said->buttons())
        if (button->text().startsWith("Begin with"))
            button->click();
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    QCOMPARE(open.session.run().model.name, std::string("vae-2d"));
    QCOMPARE(open.session.run().training.seed, std::uint64_t(7)); // which choose the images
    QCOMPARE(open.session.run().training.validation, 0.25);
    QVERIFY(!openBox(open.page, "error")); // it has been said
}

void TestFileActions::droppedRunGoesOnWhereItWasSaved()
{
    const QString path = m_settings->path("sprites.safetensors");
    FloatVector parameters;
    {
        OpenWindow open;
        open.page.files().openData("sprites");
        QTRY_COMPARE(open.session.data()->count(), Index(12000));
        open.session.stepBatch();
        QVERIFY(open.rests(1));
        open.page.files().setRunPath(path);
        open.page.files().saveRun();
        QTRY_VERIFY(!open.session.isModified());
        QTRY_VERIFY(QFile::exists(path));
        parameters = open.session.snapshot()->frozen.parameters;
    }
    OpenWindow open;
    dropOn(open.page, path);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(open.rests(1));
    QVERIFY(open.session.snapshot()->frozen.parameters == parameters);
    QVERIFY(!open.session.isModified());
    QCOMPARE(open.page.files().runPath(), path);
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
    open.page.files().open(path);
    OpenDialog* dialog = openDialog(open.page);
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
    open.page.files().open(path);
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(open.page.files().runPath().isEmpty());
}

void TestFileActions::openingAsksWhenModified()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.files().openData("sprites");
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    press(box, QMessageBox::Cancel);
    QVERIFY(isOver(open.page.files().reading())); // data that were read all the same would be there
    QCOMPARE(open.session.data()->count(), Index(250));
    open.page.files().openData("sprites");
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
}

void TestFileActions::openingIsDroppedForAnotherRun()
{
    OpenWindow open;
    open.page.files().openData("sprites");
    open.session.startRun(windowRun());
    QVERIFY(isForgotten(open.page.files().reading()));
    QCOMPARE(open.session.data()->count(), Index(250));
}

void TestFileActions::openingCanBeCancelled()
{
    OpenWindow open;
    open.page.files().openData("sprites");
    QCOMPARE(open.page.statusLine().sentence(), QString("Opening Sprites..."));
    auto* cancel = open.page.findChild<QToolButton*>("cancel-reading");
    QVERIFY(cancel && cancel->isVisible() && !open.page.files().openDialogAction()->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!cancel->isVisible() && open.page.files().openDialogAction()->isEnabled());
    QVERIFY(open.page.statusLine().sentence() != "Opening sprites...");
    QVERIFY(isForgotten(open.page.files().reading()));
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(!openBox(open.page, "error"));
}

ISTHMUS_TEST(TestFileActions)
#include "tst_FileActions.moc"
