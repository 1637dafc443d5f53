// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/TrainedWindow.h"
#include "ui/export/FilmIndicator.h"
#include "ui/export/figureFiles.h"
#include "ui/main/FileActions.h"
#include "ui/main/FilmActions.h"
#include "ui/theme/tokens.h"
#include "ui/views/latent/LatentPlane.h"

#include <qcustomplot.h>

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

/// Films from the window: of a path that the hand has chosen, and of training, with a counter and a stop.
class TestFilmActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void pathThroughChosenPointsIsFilmed();
    void scaleSaysHowLargeAFrameGets();
    void typeInTheFileDialogDecides();
    void chosenWayIsSeenOnThePlane();
    void trainingIsFilmedUntilItIsStopped();
    void anotherRunEndsTheFilm();
    void anotherFilmHasToWait();
    void filmDoesNotReplaceTheRun();
    void closingWindowKeepsTheFilm();
    void failureIsSaid();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

namespace {

/// Answers the file dialog that is about to open.
/// @param type  number of the file type to choose; none: as it is
void answerWith(QWidget* parent, const QString& path, std::optional<int> type = std::nullopt)
{
    QTimer::singleShot(0, parent, [path, type] {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* dialog = qobject_cast<QFileDialog*>(widget)) {
                if (type) {
                    dialog->selectNameFilter(dialog->nameFilters()[*type]);
                    emit dialog->filterSelected(dialog->nameFilters()[*type]);
                }
                auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
                name->setText(path);
                QTest::keyClick(name, Qt::Key_Return);
            }
    });
}

} // namespace

void TestFilmActions::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFilmActions::pathThroughChosenPointsIsFilmed()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    open.page.films().openPathDialog();
    auto* dialog = open.window.findChild<PathFilmDialog*>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    auto* start = dialog->findChild<QPushButton*>("start");
    auto* add = dialog->findChild<QPushButton*>("add-point");
    QVERIFY(!start->isEnabled());
    for (const QPoint place : {QPoint(100, 100), QPoint(200, 150)}) {
        QTest::mouseClick(&open.latent().plane().plot(), Qt::LeftButton, {}, place);
        QTest::mouseClick(add, Qt::LeftButton);
    }
    dialog->findChild<QSpinBox*>("frames")->setValue(5);
    const QString path = m_settings->path("way.webp");
    answerWith(dialog, path);
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(open.tells("Saved " + path + ": 8 frames")); // 5 forth, 3 back
    QImageReader reader(path);
    QCOMPARE(reader.imageCount(), 8);
    const QImage first = reader.read();
    QVERIFY(first.width() > open.session.data()->shape.width);
    QVERIFY(reader.read() != first);
}

void TestFilmActions::scaleSaysHowLargeAFrameGets()
{
    OpenWindow open;
    PathFilmDialog dialog(open.session, &open.window);
    dialog.show();
    auto* scale = dialog.findChild<WholeField*>("scale");
    const auto* size = dialog.findChild<QLabel*>("size");
    QCOMPARE(scale->text(), QString("9 times"));
    QCOMPARE(size->text(), QString::fromUtf8("252 × 252 pixels"));
    scale->setValue(10);
    QCOMPARE(size->text(), QString::fromUtf8("280 × 280 pixels"));
    QCOMPARE(scale->value(), 10);
}

void TestFilmActions::typeInTheFileDialogDecides()
{
    TrainedWindow open;
    open.page.films().openPathDialog();
    auto* dialog = open.window.findChild<PathFilmDialog*>();
    dialog->findChild<QComboBox*>("way")->setCurrentIndex(2);
    dialog->findChild<QSpinBox*>("frames")->setValue(3);
    auto* start = dialog->findChild<QPushButton*>("start");
    const QString folder = m_settings->path("pictures.webp"); // a folder may be called so
    answerWith(dialog, folder, 1);
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(open.tells("Saved " + folder + ": 4 frames"));
    QCOMPARE(QDir(folder).entryList({"frame-*.png"}, QDir::Files).size(), qsizetype(4));

    dialog->findChild<QComboBox*>("kind")->setCurrentIndex(1);
    answerWith(dialog, m_settings->path("animation"), 0);
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(open.tells("Saved " + m_settings->path("animation.webp") + ": 4 frames"));
    QCOMPARE(QImageReader(m_settings->path("animation.webp")).imageCount(), 4);
}

/// The path is seen in the window and in what is exported, as long as the dialog is open.
void TestFilmActions::chosenWayIsSeenOnThePlane()
{
    TrainedWindow open;
    LatentPlane& plane = open.latent().plane();
    const auto wayAt = [&](QPointF data) {
        const Drawing drawing = recordFigure(open.latent(), lightTokens(), 1);
        return drawing.image(1).pixelColor(plane.viewport().toPixel(data).toPoint()) == lightTokens().accent;
    };
    const QPointF from = plane.viewport().toData({60, 120});
    const QPointF to = plane.viewport().toData({60, 220});
    const QPointF middle = plane.viewport().toData({60, 170});
    open.page.films().openPathDialog();
    auto* dialog = open.window.findChild<PathFilmDialog*>();
    for (const QPointF place : {from, to}) {
        open.session.selection().setCode({static_cast<float>(place.x()), static_cast<float>(place.y())});
        QTest::mouseClick(dialog->findChild<QPushButton*>("add-point"), Qt::LeftButton);
    }
    QVERIFY(wayAt(middle));
    dialog->close();
    QVERIFY(!wayAt(middle));
}

void TestFilmActions::trainingIsFilmedUntilItIsStopped()
{
    TrainedWindow open;
    auto* indicator = open.page.findChild<FilmIndicator*>();
    QVERIFY(indicator->isHidden());
    open.page.films().openTrainingDialog();
    auto* dialog = open.window.findChild<TrainingFilmDialog*>();
    dialog->findChild<QComboBox*>("kind")->setCurrentIndex(1);
    dialog->findChild<QSpinBox*>("every")->setValue(1);
    const QString path = m_settings->path("training");
    answerWith(&open.window, path);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(indicator->isVisible());
    open.session.play();
    QTRY_VERIFY(open.page.films().thread().frames() >= 3);
    QTRY_VERIFY(!indicator->text().contains(" 0 frames"));
    QTest::mouseClick(&indicator->stop(), Qt::LeftButton);
    QVERIFY(open.tells("Saved " + path));
    open.session.pause();
    QVERIFY(indicator->isHidden());

    const QStringList frames = QDir(path).entryList({"frame-*.png"}, QDir::Files);
    QCOMPARE(static_cast<int>(frames.size()), open.page.films().thread().frames());
    int last = -1;
    for (const QString& frame : frames) {
        const QImage image(QDir(path).filePath(frame));
        QCOMPARE(image.size(), open.latent().size());
        QVERIFY(image.text("isthmus.step").toInt() > last);
        last = image.text("isthmus.step").toInt();
    }
}

void TestFilmActions::anotherRunEndsTheFilm()
{
    TrainedWindow open;
    TrainingFilm film;
    film.panel = "latent";
    const QString path = m_settings->path("short.webp");
    open.page.films().filmTraining(film, path);
    QTRY_VERIFY(open.page.films().thread().frames() == 1);
    open.session.startRun(windowRun());
    QVERIFY(open.tells("Saved " + path));
    QCOMPARE(QImageReader(path).imageCount(), 1);
}

void TestFilmActions::anotherFilmHasToWait()
{
    TrainedWindow open;
    FilmActions& films = open.page.films();
    films.openPathDialog();
    auto* dialog = open.window.findChild<PathFilmDialog*>();
    dialog->findChild<QComboBox*>("way")->setCurrentIndex(2);
    auto* start = dialog->findChild<QPushButton*>("start");
    const QString ready = start->toolTip();
    QVERIFY(start->isEnabled() && !ready.contains("Another film"));

    TrainingFilm film;
    film.panel = "latent";
    films.filmTraining(film, m_settings->path("first.webp"));
    QVERIFY(!start->isEnabled());
    QVERIFY2(start->toolTip().startsWith("Another film is being written"), qPrintable(start->toolTip()));
    films.filmPath(dialog->film(), m_settings->path("second.webp"));
    QVERIFY(open.tells("Another film is being written"));
    films.filmTraining(film, m_settings->path("third.webp"));
    QTRY_COMPARE(films.thread().frames(), 1);
    films.thread().finish();
    QVERIFY(open.tells("Saved " + m_settings->path("first.webp")));
    QVERIFY(start->isEnabled());
    QCOMPARE(start->toolTip(), ready);
    QVERIFY(!QFile::exists(m_settings->path("second.webp")) && !QFile::exists(m_settings->path("third.webp")));
}

void TestFilmActions::filmDoesNotReplaceTheRun()
{
    TrainedWindow open;
    const QString path = m_settings->path("run.webp");
    open.page.files().setRunPath(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    TrainingFilm film;
    film.panel = "latent";
    open.page.films().filmTraining(film, path);
    auto* said = open.window.findChild<QMessageBox*>("error");
    QVERIFY(said && said->text().contains("That is the file of the run"));
    QVERIFY(!open.page.findChild<FilmIndicator*>()->isVisible());
}

void TestFilmActions::closingWindowKeepsTheFilm()
{
    const QString path = m_settings->path("closed.webp");
    {
        TrainedWindow open;
        TrainingFilm film;
        film.panel = "reconstructions";
        open.page.films().filmTraining(film, path);
        QTRY_VERIFY(open.page.films().thread().frames() == 1);
    }
    QVERIFY(QImageReader(path).canRead());
}

void TestFilmActions::failureIsSaid()
{
    QFile file(m_settings->path("a-file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    TrainedWindow open;
    TrainingFilm film;
    film.panel = "latent";
    const QString path = m_settings->path("a-file/film.webp");
    open.page.films().filmTraining(film, path);
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    QVERIFY2(box->text().contains(path), qPrintable(box->text()));
    press(box, QMessageBox::Ok);
    QVERIFY(!open.page.films().thread().isRunning());
}

ISTHMUS_TEST(TestFilmActions)
#include "tst_FilmActions.moc"
