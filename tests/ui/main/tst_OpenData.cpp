// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "ui/dialogs/open/LossOffer.h"
#include "ui/main/FileActions.h"
#include "ui/main/RecentData.h"
#include "ui/main/RecentMenu.h"

#include <QAction>
#include <QSignalSpy>

#include <algorithm>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// 30 rows of three columns, the last of which is a thousand times as wide as the first.
QByteArray unevenTable()
{
    QByteArray text("length,width,height\n");
    for (int row = 0; row < 30; ++row)
        text += QString("%1,%2,%3\n").arg(0.1 * (row % 7)).arg(row % 5).arg(100 * (row % 11)).toUtf8();
    return text;
}

/// From here on the run cannot be trained without a validation part.
void keepBestOfValidation(RunSession& session)
{
    TrainSpec training = session.run().training;
    training.validation = 0.2;
    training.keepBest = true;
    session.changeModel(session.run().model, training);
}

} // namespace

/// The whole path of data from a file through the dialog to the run.
class TestOpenData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void droppedDataOpens();
    void ofSeveralDroppedFilesNoneIsTaken();
    void menuForgetsWhatWasOpened();
    void choicesReachTheRunAndAreRemembered();
    void runDroppedOnTheDialogOpens();
    void changingShowsTheDataOfTheRun();
    void modifiedRunIsAskedForWhenTheDialogOpens();
    void trainingThatNeedsValidationIsSaidInTheDialog();
    void refusalComesBeforeTheQuestion();
    void tableOpensWithTheScalingThatIsOffered();
    void tableOpensWithTheLossThatIsOffered();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestOpenData::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestOpenData::cleanup()
{
    QSettings().clear();
}

void TestOpenData::droppedDataOpens()
{
    OpenWindow open;
    const QString path = m_settings->path("small-images-idx3-ubyte");
    writeFile(path, idxImages());
    dropOn(open.page, path);
    OpenDialog* dialog = openDialog(open.page);
    QVERIFY(dialog);
    QTRY_VERIFY(isRead(*dialog));
    QCOMPARE(open.session.data()->count(), Index(250));
    pressOpen(dialog);
    QCOMPARE(open.session.data()->count(), Index(20));
    QVERIFY(!openDialog(open.page));
    QCOMPARE(open.session.data()->shape, (Shape{1, 4, 4}));
    QVERIFY(open.window.isWindowModified());
    QTRY_COMPARE(RecentFiles("recent/data").list(), QStringList{path});
}

void TestOpenData::ofSeveralDroppedFilesNoneIsTaken()
{
    OpenWindow open;
    const QStringList paths{m_settings->path("a-images-idx3-ubyte"), m_settings->path("b-images-idx3-ubyte")};
    for (const QString& path : paths)
        writeFile(path, idxImages());
    dropOn(open.page, paths);
    QVERIFY(!openDialog(open.page));
    QMessageBox* box = openBox(open.page, "error");
    QVERIFY(box);
    QVERIFY2(box->text().contains("2 files were dropped together"), qPrintable(box->text()));
    press(box, QMessageBox::Ok);
    dropOn(open.page, paths.front());
    OpenDialog* dialog = openDialog(open.page);
    QVERIFY(dialog);
    QTRY_VERIFY(isRead(*dialog));
    dropOn(*dialog, paths);
    QVERIFY(openBox(open.page, "error"));
    QVERIFY(isRead(*dialog)); // what it has read stays
}

void TestOpenData::menuForgetsWhatWasOpened()
{
    RecentFiles runs("recent/runs");
    RecentData data;
    QMenu parent;
    RecentMenu menu("Open recent", runs, data, &parent);
    emit parent.aboutToShow();
    QVERIFY(!menu.menuAction()->isEnabled());
    runs.add("/there/run & all.safetensors");
    data.add({"/there/images.npy", {}, {}});
    emit parent.aboutToShow();
    QVERIFY(menu.menuAction()->isEnabled());
    QSignalSpy run(&menu, &RecentMenu::runChosen);
    QSignalSpy set(&menu, &RecentMenu::dataChosen);
    for (QAction* action : menu.actions())
        if (action->text().startsWith("/there"))
            action->trigger();
    QCOMPARE(run.value(0).value(0).toString(), QString("/there/run & all.safetensors"));
    QCOMPARE(set.value(0).value(0).toString(), QString("/there/images.npy"));
    menu.actions().constLast()->trigger();
    QVERIFY(runs.list().isEmpty());
    QVERIFY(data.list().empty());
    QVERIFY(!QSettings().contains("recent/choices"));
}

void TestOpenData::choicesReachTheRunAndAreRemembered()
{
    OpenWindow open;
    open.page.files().openDialogAction()->trigger();
    OpenDialog* dialog = openDialog(open.page);
    QVERIFY(dialog);
    dialog->choose("sprites");
    QTRY_VERIFY(isRead(*dialog));
    clickTick(dialog->subset(), 0);
    typeNumber(dialog->subset().limit(), 300);
    typeNumber(dialog->subset().validation(), 10);
    QTest::keyClick(&dialog->subset().limit(), Qt::Key_Return);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QCOMPARE(open.session.split().train.size(), std::size_t(300));
    QCOMPARE(open.session.split().validation.size(), std::size_t(30));
    QCOMPARE(open.session.run().split.limit, Index(300));
    QCOMPARE(open.session.run().split.classes.size(), open.session.data()->classNames.size() - 1);

    open.session.setModified(false);
    const QString path = m_settings->path("small-images-idx3-ubyte");
    writeFile(path, idxImages());
    open.page.files().open(path);
    dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    pick(boxOf(*dialog, "scaling"), "range");
    pressOpen(dialog);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    const std::vector<DataChoice> recent = RecentData().list();
    QCOMPARE(recent.size(), std::size_t(1));
    QVERIFY(recent[0].reading.scale == ReadOptions::Scale::Range);
    QCOMPARE(recent[0].split.validation, 0.1); // as the run before had it

    open.session.setModified(false);
    open.page.files().chooseData(path);
    QCOMPARE(openDialog(open.page)->form().isHidden(), false);
    QTRY_VERIFY(isRead(*openDialog(open.page)));
    QCOMPARE(boxOf(*openDialog(open.page), "scaling")->currentText(), QString("range to 0 to 1"));
}

void TestOpenData::runDroppedOnTheDialogOpens()
{
    const QString path = m_settings->path("saved.safetensors");
    OpenWindow open;
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    open.page.files().setRunPath({});
    open.session.setModified(true);
    open.page.files().chooseData();
    dropOn(*openDialog(open.page), path);
    QVERIFY(!openDialog(open.page));
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.page.files().runPath(), path);
}

void TestOpenData::changingShowsTheDataOfTheRun()
{
    OpenWindow open;
    emit open.session.openDataWanted();
    OpenDialog* dialog = openDialog(open.page);
    QVERIFY(dialog);
    QTRY_VERIFY(isRead(*dialog) || !dialog->page().message().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!openDialog(open.page));
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    const std::shared_ptr<const Dataset> data = open.session.data();
    open.session.setModified(false);
    emit open.session.openDataWanted();
    dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    typeNumber(dialog->subset().limit(), 200);
    pressOpen(dialog);
    QTRY_COMPARE(open.session.split().train.size(), std::size_t(200));
    QCOMPARE(open.session.data().get(), data.get());
}

void TestOpenData::modifiedRunIsAskedForWhenTheDialogOpens()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.files().chooseData("sprites");
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    pressOpen(dialog);
    QVERIFY(openBox(open.page, "save-question"));
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(dialog->isVisible());
    QTRY_VERIFY(!openBox(open.page, "save-question"));
    pressOpen(dialog);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QCOMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(!openDialog(open.page));
}

void TestOpenData::trainingThatNeedsValidationIsSaidInTheDialog()
{
    OpenWindow open;
    keepBestOfValidation(open.session);
    open.session.setModified(false);
    open.page.files().chooseData("sprites");
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    QCOMPARE(dialog->subset().validation().value(), 20);
    typeNumber(dialog->subset().validation(), 0);
    QTRY_VERIFY(fact(*dialog, "Images").count("validation") == 0);
    pressOpen(dialog);
    QTRY_VERIFY2(dialog->page().message().contains("validation"), qPrintable(dialog->page().message()));
    QCOMPARE(open.session.data()->count(), Index(250));
    typeNumber(dialog->subset().validation(), 5);
    pressOpen(dialog);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(open.session.run().training.keepBest);
}

void TestOpenData::refusalComesBeforeTheQuestion()
{
    OpenWindow open;
    keepBestOfValidation(open.session);
    open.session.setModified(true);
    open.page.files().chooseData("sprites");
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    typeNumber(dialog->subset().validation(), 0);
    QTRY_VERIFY(fact(*dialog, "Images").count("validation") == 0);
    pressOpen(dialog);
    QTRY_VERIFY2(dialog->page().message().contains("validation"), qPrintable(dialog->page().message()));
    QVERIFY(!openBox(open.page, "save-question"));
}

void TestOpenData::tableOpensWithTheScalingThatIsOffered()
{
    OpenWindow open;
    open.session.setModified(true);
    const QString path = m_settings->path("plants.csv");
    writeFile(path, unevenTable());
    open.page.files().open(path);
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    LossOffer& offer = dialog->page().offer();
    QVERIFY(!dialog->openButton().isEnabled());
    QVERIFY2(offer.sentence().startsWith("Tiny VAE trains with binary cross-entropy"), qPrintable(offer.sentence()));
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(!openBox(open.page, "save-question"));
    QCOMPARE(offer.scalingButton().text(), QString("Take \"range of each column\""));
    QVERIFY2(dialog->minimumSizeHint().width() <= 940, // of a screen of 1024
        qPrintable(QString::number(dialog->minimumSizeHint().width())));
    for (const int width : {200, 420, 900}) {
        offer.resize(width, offer.heightForWidth(width));
        offer.layout()->activate();
        for (const QPushButton* button : {&offer.scalingButton(), &offer.lossButton()})
            QVERIFY(offer.rect().contains(button->geometry())
                && button->width() >= std::min(width, button->sizeHint().width()));
        QVERIFY(!offer.scalingButton().geometry().intersects(offer.lossButton().geometry()));
    }
    QTest::mouseClick(&offer.scalingButton(), Qt::LeftButton);
    QTRY_VERIFY(isRead(*dialog) && dialog->openButton().isEnabled());
    QVERIFY(!offer.isVisible());
    QCOMPARE(boxOf(*dialog, "scaling")->currentText(), QString("range of each column"));
    pressOpen(dialog);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(30));
    QCOMPARE(open.session.data()->scaling.form, ScalingForm::Columns);
    QCOMPARE(open.session.run().model.loss, std::string("bce"));
}

void TestOpenData::tableOpensWithTheLossThatIsOffered()
{
    OpenWindow open;
    open.session.setModified(false);
    const QString path = m_settings->path("plants.csv");
    writeFile(path, unevenTable());
    open.page.files().open(path);
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(isRead(*dialog));
    LossOffer& offer = dialog->page().offer();
    QTest::mouseClick(&offer.lossButton(), Qt::LeftButton);
    QVERIFY(dialog->openButton().isEnabled());
    QVERIFY2(offer.sentence().contains("mean squared error, in place of binary"), qPrintable(offer.sentence()));
    QTest::mouseClick(&offer.lossButton(), Qt::LeftButton);
    QVERIFY(!dialog->openButton().isEnabled());
    QTest::mouseClick(&offer.lossButton(), Qt::LeftButton);
    pressOpen(dialog);
    QTRY_COMPARE(open.session.data()->count(), Index(30));
    QCOMPARE(open.session.data()->scaling.form, ScalingForm::Standard);
    QCOMPARE(open.session.run().model.loss, std::string("mse"));
    QCOMPARE(open.session.run().model.title, std::string("Tiny VAE (edited)"));
    QVERIFY(open.session.run().model.decoder == windowRun().model.decoder); // no sigmoid at its end
}

ISTHMUS_TEST(TestOpenData)
#include "tst_OpenData.moc"
