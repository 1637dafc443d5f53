// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/FittedPrior.h"
#include "core/analysis/Latent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/HandFixture.h"
#include "ui/samples/StripsWidget.h"
#include "ui/views/hand/CodeLabel.h"
#include "ui/views/hand/GridWindow.h"
#include "ui/views/hand/PointedSample.h"
#include "ui/views/hand/PriorFit.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/widgets/PictureWidget.h"

#include <QLabel>
#include <QScreen>

#include <algorithm>

using namespace isthmus;
using isthmus::test::windowRun;

/// The picture follows the code; draws from the prior become the code.
class TestHandView : public test::HandFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { open(); }
    void cleanup() { close(); }
    void isEmptyBeforeTheFirstTouch();
    void pictureFollowsTheCode();
    void smallCodesHaveTheirDigits();
    void pictureFollowsTheWeights();
    void keyDrawsFromThePrior();
    void gridIsDrawnAndChosenFrom();
    void gridShowsItsCodesOnThePlane();
    void handsPictureStaysBesideTheGrid();
    void keysChooseFromTheGrid();
    void focusOfTheFirstPictureIsWhole();
    void gridIsEnlarged();
    void enlargedPicturesGoOnWithoutThePanel();
    void plainModelDrawsFromItsCodes();
    void longFitSaysWhatItIsAt();
    void failedFitIsNotWaitedFor();
    void plainModelDrawsAsTheTerminalDoes();
    void plainModelFollowsTraining();
    void plainModelWithoutImagesSaysSo();
    void featureMapIsDescribed();
    void figureShowsAllParts();

private:
    void startPlainRun();
    void drawGrid();

    std::unique_ptr<Theme> m_theme;
};

void TestHandView::isEmptyBeforeTheFirstTouch()
{
    QVERIFY(m_view->picture().image().isNull());
}

void TestHandView::pictureFollowsTheCode()
{
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    QCOMPARE(m_view->code().text(), QString::fromUtf8("0.50 −1.25"));
    const QImage before = m_view->picture().image();
    m_session->selection().setCode({3, 3});
    QTRY_VERIFY(m_view->picture().image() != before);
}

void TestHandView::smallCodesHaveTheirDigits()
{
    m_session->selection().setCode({0.00123F, -0.0004F});
    QCOMPARE(m_view->code().text(), QString("0.00 0.00"));
    m_session->selection().setPlaneSpan(0.006);
    QCOMPARE(m_view->code().text(), QString::fromUtf8("0.00123 −0.00040"));
    m_session->selection().setPlaneSpan(6);
    QCOMPARE(m_view->code().text(), QString("0.00 0.00"));
}

void TestHandView::pictureFollowsTheWeights()
{
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    const QImage before = m_view->picture().image();
    m_session->stepEpoch();
    QTRY_VERIFY(m_view->picture().image() != before);
}

void TestHandView::keyDrawsFromThePrior()
{
    QTest::keyClick(m_view.get(), Qt::Key_N);
    const std::vector<float> first = m_session->selection().code();
    QCOMPARE(first.size(), std::size_t(2));
    QTest::mouseClick(button("New from prior"), Qt::LeftButton);
    QVERIFY(m_session->selection().code() != first);
    QVERIFY(!m_view->isGridShown());
    QCOMPARE(m_view->findChild<QLabel*>("source")->toolTip(), "Draws come from N(0, 1)");
}

void TestHandView::gridIsDrawnAndChosenFrom()
{
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(m_view->isGridShown());
    QTRY_VERIFY(!m_view->grid().isEmpty());
    QVERIFY(m_session->selection().code().empty());
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(9).center().toPoint());
    const std::vector<float> ninth = m_session->selection().code();
    QCOMPARE(ninth.size(), std::size_t(2));
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(63).center().toPoint());
    QVERIFY(m_session->selection().code() != ninth);
    QCOMPARE(m_view->grid().chosen(), 63);
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QCOMPARE(m_view->grid().chosen(), -1); // another picture is under the hand
    QTest::mouseClick(button("Clear"), Qt::LeftButton);
    QVERIFY(!m_view->isGridShown());
}

void TestHandView::gridShowsItsCodesOnThePlane()
{
    const Selection& selection = m_session->selection();
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(!m_view->grid().isEmpty());
    const std::vector<std::vector<float>> drawn = selection.priorCodes();
    QCOMPARE(drawn.size(), std::size_t(64));
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(9).center().toPoint());
    QVERIFY(selection.code() == drawn[9]);
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(selection.priorCodes() != drawn); // with their pictures
    QTest::mouseClick(button("Clear"), Qt::LeftButton);
    QVERIFY(selection.priorCodes().empty());
}

void TestHandView::drawGrid()
{
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(!m_view->grid().isEmpty());
}

void TestHandView::handsPictureStaysBesideTheGrid()
{
    drawGrid();
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    QVERIFY(m_view->picture().isVisible() && m_view->grid().isVisible());
    QVERIFY(!m_view->picture().geometry().intersects(m_view->grid().geometry()));
    const QImage before = m_view->picture().image();
    m_session->selection().setCode({3, 3});
    QTRY_VERIFY(m_view->picture().image() != before);
    QVERIFY(m_view->isGridShown());
}

void TestHandView::keysChooseFromTheGrid()
{
    drawGrid();
    PriorGrid& grid = m_view->grid();
    grid.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(grid.hasFocus());
    const QImage unreached = grid.grab().toImage();
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left})
        QTest::keyClick(&grid, key);
    QCOMPARE(grid.reached(), 9);
    QCOMPARE(grid.accessibleName(), "Drawn picture 10 of 64");
    QVERIFY(grid.grab().toImage() != unreached);
    QTest::keyClick(&grid, Qt::Key_Return);
    QVERIFY(m_session->selection().code() == m_session->selection().priorCodes()[9]);
    QCOMPARE(grid.accessibleName(), "Drawn picture 10 of 64, under the hand");
    QTest::keyClick(&grid, Qt::Key_End);
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.reached(), 63);
}

void TestHandView::focusOfTheFirstPictureIsWhole()
{
    drawGrid();
    PriorGrid& grid = m_view->grid();
    grid.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(grid.hasFocus());
    QCOMPARE(grid.reached(), 0);
    const QImage image = grid.grab().toImage();
    const QColor accent = m_theme->tokens().accent;
    const QPoint centre = (grid.cell(0).center() * image.devicePixelRatio()).toPoint();
    QCOMPARE(image.pixelColor(0, centre.y()), accent);
    QCOMPARE(image.pixelColor(centre.x(), 0), accent);
}

void TestHandView::gridIsEnlarged()
{
    QVERIFY(!button("Enlarge")->isVisible());
    drawGrid();
    m_view->window()->move(0, m_view->screen()->availableGeometry().bottom() - 300);
    QTest::keyClick(button("Enlarge"), Qt::Key_Space);
    GridWindow* large = m_view->enlarged();
    QVERIFY(large->geometry().bottom() + 30 <= large->screen()->availableGeometry().bottom()); // with its frame
    QVERIFY(large && large->isVisible());
    QVERIFY(large->grid().cell(0).width() > 2 * m_view->grid().cell(0).width());
    QTest::keyClick(&large->grid(), Qt::Key_Right);
    QTest::keyClick(&large->grid(), Qt::Key_Return);
    QVERIFY(m_session->selection().code() == m_session->selection().priorCodes()[1]);
    QTest::keyClick(large, Qt::Key_Escape);
    QVERIFY(!large->isVisible() && m_view->isGridShown());
    QTest::keyClick(button("Enlarge"), Qt::Key_Space);
    QTest::mouseClick(button("Clear"), Qt::LeftButton);
    QVERIFY(!large->isVisible());
}

void TestHandView::enlargedPicturesGoOnWithoutThePanel()
{
    drawGrid();
    QTest::keyClick(button("Enlarge"), Qt::Key_Space);
    m_view->hide();
    const GridWindow* large = m_view->enlarged();
    const QImage before = m_view->enlarged()->grid().grab().toImage();
    for (auto* others : large->findChildren<QPushButton*>())
        if (others->text() == "64 others")
            QTest::mouseClick(others, Qt::LeftButton);
    QTRY_VERIFY(m_view->enlarged()->grid().grab().toImage() != before);
}

void TestHandView::startPlainRun()
{
    RunSpec run = windowRun();
    run.model.bottleneck = Bottleneck::Plain;
    run.model.latentDim = 0;
    run.model.encoder.push_back({"dense", {{"units", 2}}});
    m_session->startRun(run);
    QTRY_VERIFY(m_session->snapshot());
}

void TestHandView::failedFitIsNotWaitedFor()
{
    startPlainRun();
    QTest::keyClick(m_view.get(), Qt::Key_N);
    const auto* source = m_view->findChild<QLabel*>("source");
    QVERIFY2(source->toolTip().startsWith("Fitting a Gaussian"), qPrintable(source->toolTip()));
    emit m_session->background().failed("There is not enough memory", m_view->findChild<PriorFit*>());
    QVERIFY2(source->toolTip().startsWith("Draws come from"), qPrintable(source->toolTip()));
}

void TestHandView::longFitSaysWhatItIsAt()
{
    RunSpec run = windowRun();
    run.data = std::make_shared<const Dataset>(makeSprites(10, 1200));
    run.model.bottleneck = Bottleneck::Plain;
    run.model.latentDim = 0;
    run.model.encoder.push_back({"dense", {{"units", 2}}});
    m_session->startRun(run);
    QTRY_VERIFY(m_session->snapshot());
    const auto* source = m_view->findChild<QLabel*>("source");
    QStringList said;
    connect(m_view->findChild<PriorFit*>(), &PriorFit::changed, source, [&] { said << source->toolTip(); });
    drawGrid();
    said.removeDuplicates();
    const QStringList expected{"Fitting a Gaussian: 512 of 1,200 images encoded",
        "Fitting a Gaussian: 1,024 of 1,200 images encoded", "Fitting a Gaussian to the codes of 1,200 images...",
        "Draws come from a Gaussian fitted to the codes of 1,200 images"};
    QCOMPARE(said, expected);
}

void TestHandView::plainModelDrawsFromItsCodes()
{
    startPlainRun();
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QTRY_COMPARE(m_session->selection().code().size(), std::size_t(2));
    QCOMPARE(
        m_view->findChild<QLabel*>("source")->toolTip(), "Draws come from a Gaussian fitted to the codes of 50 images");
    const std::vector<float> first = m_session->selection().code();
    QTest::mouseClick(button("New from prior"), Qt::LeftButton);
    QTRY_VERIFY(m_session->selection().code() != first);
    drawGrid();
    QCOMPARE(m_session->selection().priorCodes().size(), std::size_t(64));
}

void TestHandView::plainModelDrawsAsTheTerminalDoes()
{
    startPlainRun();
    drawGrid();
    const FrozenModel& frozen = m_session->snapshot()->frozen;
    ThreadPool pool;
    const FittedPrior prior(
        encodeSamples(*frozen.model, frozen.parameters, *m_session->data(), m_session->split().test, pool));
    const Matrix expected = prior.draw(64, m_session->run().training.seed, 0);
    const std::vector<std::vector<float>>& drawn = m_session->selection().priorCodes();
    QCOMPARE(drawn.size(), std::size_t(64));
    for (Index row = 0; row < expected.rows(); ++row)
        QCOMPARE(drawn[static_cast<std::size_t>(row)],
            (std::vector<float>{expected.row(row).begin(), expected.row(row).end()}));
}

void TestHandView::plainModelFollowsTraining()
{
    startPlainRun();
    drawGrid();
    const std::vector<std::vector<float>> before = m_session->selection().priorCodes();
    m_session->stepEpoch();
    QTRY_VERIFY(m_session->selection().priorCodes() != before);
    QCOMPARE(m_session->selection().priorCodes().size(), std::size_t(64));
}

void TestHandView::plainModelWithoutImagesSaysSo()
{
    RunSpec run = windowRun();
    const auto one = std::make_shared<Dataset>(makeSprites(1, 1));
    run.data = one;
    run.model.bottleneck = Bottleneck::Plain;
    run.model.latentDim = 0;
    run.model.encoder.push_back({"dense", {{"units", 2}}});
    m_session->startRun(run);
    QTRY_VERIFY(m_session->snapshot());
    QVERIFY(!button("New from prior")->isEnabled());
    QVERIFY(m_view->findChild<QLabel*>("source")->toolTip().startsWith("Nothing to draw from"));
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(!m_view->isGridShown());
}

void TestHandView::featureMapIsDescribed()
{
    QWidget panel;
    CodeLabel label(&panel);
    panel.show();
    label.resize(640, 20);
    label.setCode({1, 2, 3, 4, 5, 6, 7, 8}, Shape{2, 2, 2}, 5, 0);
    QCOMPARE(label.caption(), QString::fromUtf8("z₆ 6.00   z₁ 1.00"));
    const QList<QLabel*> words = label.findChildren<QLabel*>();
    QVERIFY(std::any_of(words.begin(), words.end(),
        [](const QLabel* word) { return word->text() == QString::fromUtf8("of 8 numbers (2 × 2 × 2)"); }));
    label.resize(label.sizeHint().width() - 10, label.height());
    QVERIFY(std::any_of(words.begin(), words.end(), [](const QLabel* word) { return word->text() == "of 8 numbers"; }));
}

void TestHandView::figureShowsAllParts()
{
    QVERIFY(m_view->figureSize().isEmpty());
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    const QSize picture = m_view->figureSize();
    drawGrid();
    const QSize withGrid = m_view->figureSize();
    QVERIFY(withGrid.width() > picture.width());
    m_session->selection().setPinned(m_session->shownSamples().front());
    QTRY_VERIFY(m_view->figureSize().height() > withGrid.height());
    QImage figure(m_view->figureSize(), QImage::Format_RGB32);
    m_view->drawFigure(figure, Theme::of(m_view.get()).tokens());
    const QColor ground = Theme::of(m_view.get()).tokens().panel;
    for (const QPoint inside : {QPoint(20, 20), QPoint(picture.width() + 20, 20)})
        QVERIFY(figure.pixelColor(inside) != ground);
    QCOMPARE(figure.pixelColor(2, figure.height() - 2), ground);
}

ISTHMUS_TEST(TestHandView)
#include "tst_HandView.moc"
