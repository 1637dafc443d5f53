// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecoveryFile.h"
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/OfferedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/Barriers.h"
#include "ui/dialogs/open/OpenDialog.h"
#include "ui/main/DataOffer.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/session/Autosave.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LatentView.h"
#include "ui/views/training/TrainingView.h"

#include <qcustomplot.h>

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

QPushButton* windowButton(const RunPage& window, const QString& text)
{
    for (QPushButton* button : window.window()->findChildren<QPushButton*>())
        if (button->text() == text || button->accessibleName() == text)
            return button;
    return nullptr;
}

QWidget* knobsOf(const RunPage& window)
{
    return window.view("training")->findChild<TrainingView*>();
}

} // namespace

/// A run whose data is elsewhere, or is not what it was, opens for exploring and says what it misses.
class TestDataOffer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void missingDataIsSaid();
    void transportSaysWhyItIsOff();
    void probeDecodesWithoutData();
    void pastOfTheRunIsThere();
    void savedAgainItIsAsItWas();
    void otherDataMayBeOpenedInstead();
    void changedImagesOfTheSameShapeAreShown();
    void imagesOfAnotherShapeAreNot();
    void brokenDataIsSaid();
    void locatedDataGoesOnExactly();
    void locatedDataLeavesTheFileOfTheRun();
    void otherDataIsOfferedToExplore();
    void otherDataMayBeLeft();
    void locatingCanBeCancelled();
    void dataThatDoesNotFitIsRefused();
    void keptRunOpensWithoutItsData();
    void anotherRunTakesTheOfferAway();
    void cleanupTestCase() { m_theme.reset(); }

private:
    [[nodiscard]] LatentPlane& planeOf(RunPage& window) const
    {
        return static_cast<LatentView*>(window.view("latent"))->plane();
    }

    /// Opens the run and waits until the window shows it.
    void openRun(OpenWindow& open)
    {
        open.page.files().open(m_run);
        QTRY_VERIFY(open.session.saved());
        QTRY_VERIFY(open.session.snapshot());
    }

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    QString m_data;
    QString m_run;
    FloatVector m_parameters; ///< where the run was saved
    FloatVector m_later; ///< two steps on
};

void TestDataOffer::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_data = m_settings->path("pictures-images-idx3-ubyte");
    m_run = m_settings->path("of-pictures.safetensors");
    writeFile(m_data, idxImages(4, 9));
    OpenWindow open;
    open.page.files().openData(m_data);
    QTRY_COMPARE(open.session.data()->count(), Index(kImages));
    open.session.stepEpoch();
    QVERIFY(open.rests(2));
    open.session.stepBatch();
    QVERIFY(open.rests(3));
    open.page.files().setRunPath(m_run);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(m_run) && !open.page.files().isSaving());
    m_parameters = open.session.snapshot()->frozen.parameters;
    open.session.stepBatch();
    open.session.stepBatch();
    QVERIFY(open.rests(5));
    m_later = open.session.snapshot()->frozen.parameters;
}

void TestDataOffer::init()
{
    QFile::remove(m_data);
}

void TestDataOffer::cleanup()
{
    QSettings().clear();
}

void TestDataOffer::missingDataIsSaid()
{
    OpenWindow open;
    openRun(open);
    QVERIFY(!open.session.canTrain());
    QCOMPARE(open.session.data()->count(), Index(0));
    QCOMPARE(open.session.data()->shape, (Shape{1, 4, 4}));
    QVERIFY(!openBox(open.page, "error"));
    const MessageBanner& banner = open.page.dataOffer().banner();
    QVERIFY(banner.isVisible());
    for (const QString& part : {m_data, QString("is missing"), QString("locate the data")})
        QVERIFY2(banner.message().contains(part), qPrintable(banner.message()));
    QVERIFY2(labelTexts(open.page.view("data")).contains("is missing"), qPrintable(labelTexts(open.page.view("data"))));
    QVERIFY(!windowButton(open.page, "Train on it as it is")->isVisible());
    QVERIFY(labelTexts(open.page.view("reconstructions")).contains("Nothing to reconstruct"));
    QVERIFY(open.window.windowTitle().startsWith("of-pictures.safetensors[*] on pictures-images-idx3-ubyte"));
    QVERIFY(!open.session.isModified());
    QCOMPARE(open.page.files().runPath(), m_run);
}

void TestDataOffer::transportSaysWhyItIsOff()
{
    OpenWindow open;
    openRun(open);
    for (const char* name : {"Play", "Step", "Reset"}) {
        QPushButton* button = windowButton(open.page, name);
        QVERIFY2(button && !button->isEnabled(), name);
        QVERIFY2(button->toolTip().contains("is missing"), qPrintable(button->toolTip()));
    }
    QTest::keyClick(&open.window, Qt::Key_Space);
    QTest::keyClick(&open.window, Qt::Key_Period);
    QCOMPARE(stepAfterOrders(open.session), std::int64_t(3)); // a key that was heard would have come before this
    QCOMPARE(open.session.status().step, std::int64_t(3));
    QVERIFY(!knobsOf(open.page)->isEnabled());
}

void TestDataOffer::probeDecodesWithoutData()
{
    OpenWindow open;
    openRun(open);
    LatentPlane& plane = planeOf(open.page);
    QTRY_VERIFY(!open.session.hand().image().empty());
    const std::vector<float> before = open.session.hand().image();
    QVERIFY(plane.viewport().visible().contains(QRectF(-3, -3, 6, 6)));
    const QPoint from = plane.plot().rect().center() + QPoint(40, 30);
    QTest::mousePress(&plane.plot(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&plane.plot(), from + QPoint(20, 10));
    QTest::mouseRelease(&plane.plot(), Qt::LeftButton, {}, from + QPoint(20, 10));
    QTRY_VERIFY(open.session.hand().image() != before);
    QCOMPARE(open.session.hand().image().size(), std::size_t(16));
    QTest::keyClick(&open.window, Qt::Key_N, Qt::ShiftModifier);
    QTRY_COMPARE(open.session.selection().priorCodes().size(), std::size_t(64));
}

void TestDataOffer::pastOfTheRunIsThere()
{
    OpenWindow open;
    openRun(open);
    QCOMPARE(open.session.snapshot()->record.step, std::int64_t(3));
    QVERIFY(open.session.snapshot()->frozen.parameters == m_parameters);
    QTRY_COMPARE(open.session.history().steps.size(), std::size_t(3));
    QVERIFY(!open.session.history().evaluations.empty());
    QCOMPARE(open.session.status().step, std::int64_t(3));
}

void TestDataOffer::savedAgainItIsAsItWas()
{
    OpenWindow open;
    openRun(open);
    const QString copy = m_settings->path("copy.safetensors");
    open.page.files().setRunPath(copy);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(copy) && !open.page.files().isSaving());
    QCOMPARE(contentOf(copy), contentOf(m_run));
}

void TestDataOffer::otherDataMayBeOpenedInstead()
{
    OpenWindow open;
    openRun(open);
    emit open.session.openDataWanted();
    QTRY_VERIFY(open.window.findChild<OpenDialog*>());
    open.window.findChild<OpenDialog*>()->reject();
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(open.session.canTrain());
    QVERIFY(!open.page.dataOffer().banner().isVisible());
}

void TestDataOffer::changedImagesOfTheSameShapeAreShown()
{
    writeFile(m_data, idxImages(4, 10));
    OpenWindow open;
    openRun(open);
    QVERIFY(!open.session.canTrain());
    QCOMPARE(open.session.data()->count(), Index(kImages));
    const QString said = open.page.dataOffer().banner().message();
    QVERIFY2(
        said.contains("has changed: expected the values and labels that it was trained on, found others in 40 images"),
        qPrintable(said));
    QTRY_COMPARE(planeOf(open.page).points().size(), open.session.shownSamples().size());
    QVERIFY(!open.session.shownSamples().empty());
    QVERIFY(labelTexts(open.page.view("data")).contains("Training is off"));
    QVERIFY(!labelTexts(open.page.view("reconstructions")).contains("Nothing to reconstruct"));
}

void TestDataOffer::imagesOfAnotherShapeAreNot()
{
    writeFile(m_data, idxImages(5, 10));
    OpenWindow open;
    openRun(open);
    QCOMPARE(open.session.data()->count(), Index(0));
    const QString said = open.page.dataOffer().banner().message();
    QVERIFY2(said.contains("expected images of 4 x 4 x 1, found 5 x 5 x 1"), qPrintable(said));
}

void TestDataOffer::brokenDataIsSaid()
{
    writeFile(m_data, idxImages(4, 9).left(100));
    OpenWindow open;
    openRun(open);
    const QString said = open.page.dataOffer().banner().message();
    QVERIFY2(said.contains("cannot be read: "), qPrintable(said));
}

void TestDataOffer::locatedDataGoesOnExactly()
{
    const QString elsewhere = m_settings->path("moved-images-idx3-ubyte");
    writeFile(elsewhere, idxImages(4, 9));
    OpenWindow open;
    openRun(open);
    QVERIFY(open.page.dataOffer().menu()->menuAction()->isEnabled());
    open.page.dataOffer().locate(elsewhere);
    QTRY_VERIFY(open.session.canTrain());
    QCOMPARE(RecentFiles("recent/data").list().value(0), elsewhere);
    QVERIFY(!open.page.dataOffer().banner().isVisible());
    QVERIFY(!open.page.dataOffer().menu()->menuAction()->isEnabled());
    QVERIFY(open.rests(3));
    QTest::keyClick(&open.window, Qt::Key_Period);
    QTest::keyClick(&open.window, Qt::Key_Period);
    QVERIFY(open.rests(5));
    QVERIFY(open.session.snapshot()->frozen.parameters == m_later);
    QTRY_COMPARE(open.session.history().steps.size(), std::size_t(5));
}

void TestDataOffer::locatedDataLeavesTheFileOfTheRun()
{
    const QString elsewhere = m_settings->path("moved-images-idx3-ubyte");
    writeFile(elsewhere, idxImages(4, 9));
    OpenWindow open;
    openRun(open);
    open.page.dataOffer().locate(elsewhere);
    QTRY_VERIFY(open.session.canTrain());
    QCOMPARE(open.page.files().runPath(), m_run);
    QVERIFY(open.session.isModified());
    const QString copy = m_settings->path("moved.safetensors");
    open.page.files().setRunPath(copy);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(copy) && !open.page.files().isSaving());
    QCOMPARE(readRunFile(copy.toStdString()).data.name, elsewhere.toStdString());
}

void TestDataOffer::otherDataIsOfferedToExplore()
{
    const QString other = m_settings->path("other-images-idx3-ubyte");
    writeFile(other, idxImages(4, 77));
    OpenWindow open;
    openRun(open);
    open.page.dataOffer().locate(other);
    QTRY_VERIFY(openBox(open.page, "explore-question"));
    QMessageBox* box = openBox(open.page, "explore-question");
    QVERIFY2(box->text().contains("expected the values and labels that it was trained on"), qPrintable(box->text()));
    QTest::mouseClick(box->defaultButton(), Qt::LeftButton);
    QTRY_COMPARE(open.session.data()->count(), Index(kImages));
    QVERIFY(!open.session.canTrain());
    QTRY_VERIFY(open.session.snapshot());
    QTRY_COMPARE(planeOf(open.page).points().size(), open.session.shownSamples().size());
    QVERIFY(open.page.dataOffer().banner().message().contains("other-images-idx3-ubyte"));
    QVERIFY(!open.session.isModified());
    QCOMPARE(open.page.files().runPath(), m_run);
}

void TestDataOffer::otherDataMayBeLeft()
{
    const QString other = m_settings->path("other-images-idx3-ubyte");
    writeFile(other, idxImages(4, 77));
    OpenWindow open;
    openRun(open);
    open.page.dataOffer().locate(other);
    QTRY_VERIFY(openBox(open.page, "explore-question"));
    press(openBox(open.page, "explore-question"), QMessageBox::Cancel);
    QCOMPARE(open.session.data()->count(), Index(0));
    QVERIFY(open.page.dataOffer().banner().isVisible());
}

void TestDataOffer::locatingCanBeCancelled()
{
    const QString elsewhere = m_settings->path("moved-images-idx3-ubyte");
    writeFile(elsewhere, idxImages(4, 9));
    OpenWindow open;
    openRun(open);
    DataOffer& offer = open.page.dataOffer();
    offer.locate(elsewhere);
    QVERIFY(!windowButton(open.page, "Locate data...")->isEnabled());
    auto* cancel = open.page.findChild<QToolButton*>("cancel-reading");
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(isForgotten(offer.looking()));
    QVERIFY(!open.session.canTrain() && windowButton(open.page, "Locate data...")->isEnabled());
    offer.locate(elsewhere);
    QTRY_VERIFY(open.session.canTrain());
}

void TestDataOffer::dataThatDoesNotFitIsRefused()
{
    const QString other = m_settings->path("large-images-idx3-ubyte");
    writeFile(other, idxImages(5, 1));
    OpenWindow open;
    openRun(open);
    open.page.dataOffer().locate(other);
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    QVERIFY2(box->text().contains("the model takes 4 x 4 x 1, these are 5 x 5 x 1"), qPrintable(box->text()));
    QVERIFY(windowButton(open.page, "What to do"));
    press(box, QMessageBox::Ok);
    QVERIFY(open.session.saved());
}

void TestDataOffer::keptRunOpensWithoutItsData()
{
    QVERIFY(QDir().mkpath(Autosave::folder()));
    {
        const auto kept = RecoveryFile::make(Autosave::folder().toStdString());
        kept->write(readRunFile(m_run.toStdString()), m_run.toStdString());
    }
    OpenWindow open;
    open.window.recovery().begin();
    QPushButton* button = nullptr;
    QTRY_VERIFY((button = windowButton(open.page, "Open")) && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(open.session.saved());
    QTRY_VERIFY(open.session.snapshot());
    QVERIFY(open.session.isModified());
    QCOMPARE(open.page.files().runPath(), m_run);
    const QString elsewhere = m_settings->path("moved-images-idx3-ubyte");
    writeFile(elsewhere, idxImages(4, 9));
    open.page.dataOffer().locate(elsewhere);
    QTRY_VERIFY(open.session.canTrain());
    QCOMPARE(QDir(Autosave::folder()).entryList({"*.safetensors"}, QDir::Files).size(), 1);
}

void TestDataOffer::anotherRunTakesTheOfferAway()
{
    OpenWindow open;
    openRun(open);
    open.session.startRun(windowRun());
    QVERIFY(!open.page.dataOffer().banner().isVisible());
    QVERIFY(open.session.canTrain());
    QVERIFY(knobsOf(open.page)->isEnabled());
    open.session.stepBatch();
    QVERIFY(open.rests(1));
}

ISTHMUS_TEST(TestDataOffer)
#include "tst_DataOffer.moc"
