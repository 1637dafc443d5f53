// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/HandFixture.h"
#include "ui/samples/StripsWidget.h"
#include "ui/views/hand/CodeLabel.h"
#include "ui/views/hand/PointedSample.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/widgets/PictureWidget.h"

using namespace isthmus;
using isthmus::test::windowRun;

/// The parts of the hand's panel have their places, whatever they show and however low the panel is.
class TestHandLayout : public test::HandFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { open(); }
    void cleanup() { close(); }
    void nothingMovesForTheGrid_data();
    void nothingMovesForTheGrid();
    void lowPanelHasItsButtonsBesideThePictures();
    void codeStaysBelowItsPicture();
    void wordsOfAnEmptyGridAreNeverCut_data();
    void wordsOfAnEmptyGridAreNeverCut();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestHandLayout::nothingMovesForTheGrid_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("tall") << QSize(376, 340);
    QTest::newRow("low") << QSize(352, 226);
}

void TestHandLayout::nothingMovesForTheGrid()
{
    QFETCH(QSize, size);
    m_view->resize(size);
    QCoreApplication::processEvents();
    const auto places = [this] {
        QList<QRect> all{m_view->picture().geometry(), m_view->grid().geometry(), m_view->pointed().geometry()};
        all << QRect({}, m_view->sizeHint()) << QRect({}, m_view->minimumSizeHint());
        for (const char* text : {"New from prior", "Enlarge", "Clear"})
            all << button(text)->geometry();
        return all;
    };
    const QList<QRect> before = places();
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(!m_view->grid().isEmpty());
    m_session->selection().setCode({0.5F, -1.25F});
    m_session->selection().setPinned(m_session->shownSamples().front());
    QTRY_VERIFY(!m_view->pointed().strips().strips().empty());
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
    QTest::mouseClick(button("Clear"), Qt::LeftButton);
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
}

void TestHandLayout::lowPanelHasItsButtonsBesideThePictures()
{
    const auto rightOfGrid = [this](const char* text) {
        return button(text)->x() > m_view->grid().geometry().right()
            && m_view->rect().contains(button(text)->geometry());
    };
    const QSize small(352, 226); // about that of a window of 1000 x 660
    m_view->resize(small);
    QTRY_VERIFY(rightOfGrid("New from prior"));
    for (const char* text : {"Grid of 64", "Enlarge", "Clear"})
        QVERIFY2(rightOfGrid(text), text);
    QVERIFY(m_view->picture().width() >= 88);
    QCOMPARE(m_view->picture().size(), m_view->grid().size());
    QVERIFY(m_view->rect().contains(m_view->pointed().geometry()));
    m_view->resize(m_view->minimumSizeHint());
    QTRY_VERIFY(m_view->size() != small);
    QCoreApplication::processEvents();
    QVERIFY(m_view->picture().width() >= 88 && rightOfGrid("New from prior") && rightOfGrid("Clear"));
    m_view->resize(376, 400);
    QTRY_VERIFY(!rightOfGrid("New from prior"));
    QVERIFY(button("New from prior")->y() > m_view->picture().geometry().bottom());
}

void TestHandLayout::codeStaysBelowItsPicture()
{
    m_view->resize(376, 800);
    QTRY_COMPARE(m_view->height(), 800);
    QCoreApplication::processEvents();
    QVERIFY(m_view->picture().width() > 160);
    const int between = m_view->code().y() - m_view->picture().geometry().bottom();
    QVERIFY2(between > 0 && between <= 8, qPrintable(QString::number(between)));
}

void TestHandLayout::wordsOfAnEmptyGridAreNeverCut_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("side");
    for (const int side : {64, 88, 144})
        for (const char* words :
            {"64 draws\ncome here\n(Shift+N)", "Fitting a Gaussian: 9,728 of 10,000 images encoded"})
            QTest::addRow("%d px: %.8s", side, words) << QString(words) << side;
}

void TestHandLayout::wordsOfAnEmptyGridAreNeverCut()
{
    QFETCH(QString, words);
    QFETCH(int, side);
    PriorGrid grid;
    grid.setHint(words);
    grid.resize(side, side);
    const QImage image = grid.grab(QRect(0, 0, side, side)).toImage();
    const double ratio = image.devicePixelRatio();
    const QColor ground = Theme::of(&grid).tokens().plot;
    const auto isGround = [&](double x, double y) {
        return image.pixelColor((QPointF(x, y) * ratio).toPoint()) == ground;
    };
    for (double along = 8; along < side - 8; ++along) // the line between frame and words
        QVERIFY(isGround(along, 3) && isGround(along, side - 4.0) && isGround(3, along) && isGround(side - 4.0, along));
}

ISTHMUS_TEST(TestHandLayout)
#include "tst_HandLayout.moc"
