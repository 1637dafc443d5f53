// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Provenance.h"
#include "tests/FileContent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/TrainedWindow.h"
#include "ui/main/FigureActions.h"
#include "ui/main/FileActions.h"
#include "ui/theme/tokens.h"
#include "ui/views/hand/HandView.h"
#include "ui/widgets/PictureWidget.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QImageReader>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSvgRenderer>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

/// Each panel that draws is saved and copied from the window, by button, context menu and key, with the hash of the run
/// that it shows.
class TestFigureActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void everyFigureIsSavedInEveryFormat_data();
    void everyFigureIsSavedInEveryFormat();
    void everyFigureHasAVisibleButton();
    void scaleAndLookAreFollowedAndRemembered();
    void decodedPictureKeepsItsPixels();
    void axesAreNamed();
    void dialogGivesTheSuffixOfItsFilter();
    void contextMenuCopies();
    void keyCopiesTheActivePanel();
    void failureIsSaidAndLeavesNothing_data();
    void failureIsSaidAndLeavesNothing();
    void whatTheRunIsMadeOfStays();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

namespace {

/// Saves the figure and waits for it.
bool saves(TrainedWindow& open, const QString& id, const QString& path)
{
    open.page.figures().saveTo(id, path);
    return open.tells("Saved " + path);
}

std::string hashOf(const TrainedWindow& open)
{
    const RunSession& session = open.session;
    return provenanceOf(*session.snapshot(), session.run().training, *session.fingerprint()).run;
}

} // namespace

void TestFigureActions::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFigureActions::everyFigureIsSavedInEveryFormat_data()
{
    QTest::addColumn<QString>("id");
    const OpenWindow open;
    for (const ViewType& type : viewTypes())
        if (figureOf(open.page.view(type.id)))
            QTest::newRow(type.id) << QString(type.id);
}

void TestFigureActions::everyFigureIsSavedInEveryFormat()
{
    QFETCH(QString, id);
    TrainedWindow open;
    QVERIFY(open.shown);
    const QSize size = open.figure(qPrintable(id)).figureSize();
    const QByteArray hash = QByteArray::fromStdString(hashOf(open));

    const QString png = m_settings->path(id + ".png");
    QVERIFY(saves(open, id, png));
    QImageReader reader(png);
    QCOMPARE(reader.text("isthmus.run").toLatin1(), hash);
    QCOMPARE(reader.text("isthmus.model"), QString("tiny"));
    QCOMPARE(reader.text("isthmus.step"), QString("7"));
    const QImage image = reader.read();
    QCOMPARE(image.size(), 2 * size);
    QVERIFY(QSet<QRgb>(reinterpret_cast<const QRgb*>(image.constBits()),
                reinterpret_cast<const QRgb*>(image.constBits()) + image.width() * image.height())
                .size()
        > 20);

    const QString svg = m_settings->path(id + ".svg");
    QVERIFY(saves(open, id, svg));
    QVERIFY(contentOf(svg).contains(hash));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.defaultSize(), size);

    const QString pdf = m_settings->path(id + ".pdf");
    QVERIFY(saves(open, id, pdf));
    QVERIFY(contentOf(pdf).startsWith("%PDF-"));
    QVERIFY(contentOf(pdf).contains("<isthmus:run>" + hash));
}

void TestFigureActions::everyFigureHasAVisibleButton()
{
    TrainedWindow open;
    int figures = 0;
    for (const ViewType& type : viewTypes()) {
        if (!figureOf(open.page.view(type.id)))
            continue;
        ++figures;
        QMenu* menu = open.page.figures().menu(type.id);
        const QList<QToolButton*> buttons = open.page.findChildren<QToolButton*>("figure-button");
        const auto button =
            std::find_if(buttons.begin(), buttons.end(), [&](const QToolButton* each) { return each->menu() == menu; });
        QVERIFY2(button != buttons.end() && (*button)->isVisible(), type.id);
        QTimer::singleShot(0, menu, [menu] { menu->close(); });
        QTest::mouseClick(*button, Qt::LeftButton);
    }
    QVERIFY(figures > 3);
}

void TestFigureActions::scaleAndLookAreFollowedAndRemembered()
{
    m_theme->setChoice(ThemeChoice::Dark);
    const QString path = m_settings->path("scaled.png");
    TrainedWindow open;
    open.page.figures().options().scaleOf(4).trigger();
    QVERIFY(saves(open, "loss", path));
    QCOMPARE(QImage(path).size(), 4 * open.figure("loss").figureSize());
    QCOMPARE(QImage(path).pixelColor(2, 2), darkTokens().panel);
    const auto look = [&] { return open.page.view("loss")->grab().toImage(); };
    const QRgb ground = look().pixel(2, 2);

    open.page.figures().options().light().trigger();
    const auto looksTheSame = [&] { // but for what came late, such as figures that fade
        const QImage before = look();
        return saves(open, "loss", path + ".light.png") && look() == before;
    };
    QTRY_VERIFY(looksTheSame());
    QCOMPARE(QImage(path + ".light.png").pixelColor(2, 2), lightTokens().panel);
    QCOMPARE(look().pixel(2, 2), ground);

    const FigureOptions remembered;
    QCOMPARE(remembered.scale(), 4.0);
    QCOMPARE(&remembered.look(), &lightTokens());
}

void TestFigureActions::decodedPictureKeepsItsPixels()
{
    TrainedWindow open;
    const QImage decoded = static_cast<HandView*>(open.page.view("hand"))->picture().image();
    const QString path = m_settings->path("hand.png");
    QVERIFY(saves(open, "hand", path));
    const QImage image(path);
    const int times = 2 * (224 / decoded.width());
    for (int y = 0; y < decoded.height() * times; ++y)
        for (int x = 0; x < decoded.width() * times; ++x)
            QCOMPARE(image.pixel(24 + x, 24 + y) | 0xFF000000, decoded.pixel(x / times, y / times));
}

void TestFigureActions::axesAreNamed()
{
    RunSpec run = windowRun();
    run.model.latentDim = 3;
    TrainedWindow open(run);
    open.session.selection().setDimensions(2, 0);
    const QString svg = m_settings->path("axes.svg");
    QVERIFY(saves(open, "latent", svg));
    const QByteArray content = contentOf(svg);
    QVERIFY(content.contains(">z₃</text>") && content.contains(">z₁</text>"));

    TrainedWindow plane;
    QVERIFY(saves(plane, "latent", m_settings->path("plane.svg")));
    QVERIFY(contentOf(m_settings->path("plane.svg")).contains(">z₂</text>"));
}

void TestFigureActions::dialogGivesTheSuffixOfItsFilter()
{
    TrainedWindow open;
    QSettings().setValue("recent/folder", QFileInfo(m_settings->path("x")).absolutePath());
    QString suggested;
    QTimer::singleShot(0, &open.window, [&] {
        auto* dialog = open.window.findChild<QFileDialog*>();
        QVERIFY(dialog);
        suggested = dialog->selectedFiles().value(0);
        dialog->selectNameFilter(dialog->nameFilters()[1]);
        emit dialog->filterSelected(dialog->nameFilters()[1]);
        auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
        name->setText(m_settings->path("chosen"));
        QTest::keyClick(name, Qt::Key_Return);
    });
    QMenu* menu = open.page.figures().menu("latent");
    menu->actions().first()->trigger();
    QTRY_VERIFY(QFileInfo::exists(m_settings->path("chosen.svg")));
    QVERIFY2(suggested.contains("latent-tiny-step-7"), qPrintable(suggested));
}

void TestFigureActions::contextMenuCopies()
{
    TrainedWindow open;
    QApplication::clipboard()->clear();
    QWidget* view = open.page.view("reconstructions");
    QMenu* menu = open.page.figures().menu("reconstructions");
    QContextMenuEvent event(QContextMenuEvent::Mouse, {20, 40}, view->mapToGlobal(QPoint(20, 40)));
    QApplication::sendEvent(view->childAt(20, 40), &event);
    QTRY_VERIFY(menu->isVisible());
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions()[1]).center());
    QTRY_COMPARE(open.page.statusLine().sentence(), QString("Copied the picture of Reconstructions"));
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    QVERIFY(mime->hasImage());
    QVERIFY(mime->data("image/svg+xml").contains(QByteArray::fromStdString(hashOf(open))));
    QCOMPARE(QImage::fromData(mime->data("image/png")).text("isthmus.run").toStdString(), hashOf(open));
}

void TestFigureActions::keyCopiesTheActivePanel()
{
    TrainedWindow open;
    QWidget* strips = open.page.view("reconstructions");
    QTest::mouseClick(strips->childAt(20, 60), Qt::LeftButton);
    QTest::keyClick(&open.window, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(open.page.statusLine().sentence(), QString("Copied the picture of Reconstructions"));
    QTest::mouseClick(open.page.view("loss")->childAt(100, 100), Qt::LeftButton);
    QTest::keyClick(&open.window, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(open.page.statusLine().sentence(), QString("Copied the picture of Loss"));
}

void TestFigureActions::failureIsSaidAndLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("below a file") << "a-file/picture.png"
                                  << "cannot be written";
    QTest::newRow("no such folder") << "nowhere/picture.pdf"
                                    << "cannot be written";
    QTest::newRow("no format of ours") << "picture.bmp"
                                       << "ends in .png, .svg or .pdf";
}

void TestFigureActions::failureIsSaidAndLeavesNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, part);
    QFile file(m_settings->path("a-file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    TrainedWindow open;
    const QString path = m_settings->path(name);
    open.page.figures().saveTo("latent", path);
    QTRY_VERIFY(openBox(open.page, "error"));
    QMessageBox* box = openBox(open.page, "error");
    QVERIFY2(box->text().contains(part) && box->text().contains(path), qPrintable(box->text()));
    QVERIFY(!QFileInfo::exists(path));
    press(box, QMessageBox::Ok);
}

void TestFigureActions::whatTheRunIsMadeOfStays()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    const QString run = m_settings->path("run.png");
    QFile file(run);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("weights") == 7);
    file.close();
    open.page.files().setRunPath(run);
    open.page.figures().saveTo("loss", run);
    QVERIFY(openBox(open.page, "error"));
    QVERIFY(openBox(open.page, "error")->text().contains("That is the file of the run"));
    QCOMPARE(contentOf(run), QByteArray("weights"));
}

ISTHMUS_TEST(TestFigureActions)
#include "tst_FigureActions.moc"
