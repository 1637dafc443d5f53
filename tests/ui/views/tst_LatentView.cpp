// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "tests/Patience.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/HoverCard.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LatentView.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/views/latent/pointQueries.h"
#include "ui/widgets/KnobSlider.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <qcustomplot.h>

#include <cmath>

using namespace isthmus;

/// The latent view over a real session on generated images.
class tst_LatentView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void init();
    void cleanup();
    void saysWhatItWaitsFor();
    void pointsAreTheCodesOfTheTestSamples();
    void tinySetShowsItsTrainingSamples();
    void pointsFollowTheTraining();
    void hiddenViewAsksForNothing();
    void dragSetsTheCodeAndDecodes();
    void codeFromElsewhereMovesTheProbe();
    void legendHidesInTheSelection();
    void legendOfManyClassesScrolls();
    void noNumberLiesBehindAnother();
    void hoverShowsTheSample();
    void keyShowsTheManifold();
    void manyDimensionsHaveChoosersAndSliders();
    void oneDimensionIsSpreadAndSaysSo();
    void anotherRunStartsAfresh();

private:
    void start(int latentDim);
    [[nodiscard]] QPoint pixel(QPointF place) const { return m_view->plane().viewport().toPixel(place).toPoint(); }

    std::unique_ptr<Theme> m_theme;
    std::shared_ptr<const Dataset> m_data;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<LatentView> m_view;
};

void tst_LatentView::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_data = std::make_shared<const Dataset>(makeSprites());
}

void tst_LatentView::init()
{
    m_session = std::make_unique<Session>(nullptr, 1);
    m_view = std::make_unique<LatentView>(*m_session, nullptr);
    m_view->resize(700, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), test::kPatience));
}

void tst_LatentView::cleanup()
{
    m_view.reset();
    m_session.reset();
}

/// A small dense model, paused, its points all there.
void tst_LatentView::start(int latentDim)
{
    RunSpec run;
    run.data = m_data;
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 16}}}, {"tanh", {}}};
    run.model.bottleneck = Bottleneck::Gaussian;
    run.model.latentDim = latentDim;
    run.model.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.loss = "bce";
    run.split.limit = 600;
    m_session->startRun(run);
    QTRY_VERIFY(!m_session->selection().code().empty()); // is set when all codes have come
}

void tst_LatentView::saysWhatItWaitsFor()
{
    const auto* note = m_view->findChild<QLabel*>("note");
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains("Open"));
    start(2);
    QVERIFY(!note->isVisible());
}

void tst_LatentView::pointsAreTheCodesOfTheTestSamples()
{
    start(2);
    const PlanePoints& points = m_view->plane().points();
    const std::vector<Index>& samples = m_session->split().test;
    QCOMPARE(points.size(), samples.size());
    ThreadPool pool(1);
    const FrozenModel& frozen = m_session->snapshot()->frozen;
    const Matrix codes = encodeSamples(*frozen.model, frozen.parameters, *m_data, samples, pool);
    for (std::size_t i = 0; i < points.size(); ++i) {
        QVERIFY(std::abs(points.x[i] - codes(static_cast<Index>(i), 0)) < 1e-4F);
        QVERIFY(std::abs(points.y[i] - codes(static_cast<Index>(i), 1)) < 1e-4F);
        QCOMPARE(points.labels[i], m_data->labels[static_cast<std::size_t>(samples[i])]);
    }
}

void tst_LatentView::tinySetShowsItsTrainingSamples()
{
    m_data = std::make_shared<const Dataset>(makeSprites(4, 0));
    start(2);
    m_data = std::make_shared<const Dataset>(makeSprites());
    QVERIFY(m_session->split().test.empty());
    QCOMPARE(m_view->plane().points().size(), std::size_t(4));
    QVERIFY(!m_view->findChild<QLabel*>("note")->isVisible());
}

void tst_LatentView::pointsFollowTheTraining()
{
    start(2);
    const std::vector<float> before = m_view->plane().points().x;
    m_session->stepEpoch();
    QTRY_VERIFY(m_view->plane().points().x != before);
}

void tst_LatentView::hiddenViewAsksForNothing()
{
    start(2);
    m_view->hide();
    const std::vector<float> before = m_view->plane().points().x;
    const std::shared_ptr<const Snapshot> snapshot = m_session->snapshot();
    m_session->stepEpoch();
    QTRY_VERIFY(m_session->snapshot() != snapshot && !m_session->isTraining());
    QTest::qWait(100);
    QCOMPARE(m_view->plane().points().x, before);
    m_view->show();
    QTRY_VERIFY(m_view->plane().points().x != before);
}

void tst_LatentView::dragSetsTheCodeAndDecodes()
{
    start(2);
    QSignalSpy decoded(&m_session->hand(), &HandLane::decoded);
    QCustomPlot& plot = m_view->plane().plot();
    const QPoint from = pixel(m_view->plane().viewport().visible().center());
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTRY_VERIFY(decoded.count() >= 1);
    const std::vector<float> first = m_session->hand().image();
    QTest::mouseMove(&plot, from + QPoint(150, 80));
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, from + QPoint(150, 80));
    const QPointF place = m_view->plane().viewport().toData(from + QPoint(150, 80));
    QCOMPARE(m_session->selection().code(),
        (std::vector<float>{static_cast<float>(place.x()), static_cast<float>(place.y())}));
    QTRY_VERIFY(m_session->hand().image() != first);
}

void tst_LatentView::codeFromElsewhereMovesTheProbe()
{
    start(2);
    m_session->selection().setCode({0.25F, -0.5F});
    QCOMPARE(m_view->plane().probe().value(), QPointF(0.25, -0.5));
}

void tst_LatentView::legendHidesInTheSelection()
{
    start(2);
    QCOMPARE(m_view->legend().count(), static_cast<int>(m_data->classNames.size()));
    QTest::mouseClick(&m_view->legend().entry(1), Qt::LeftButton);
    QVERIFY(m_session->selection().hiddenClasses()[1]);
    QTest::mouseClick(&m_view->legend().entry(1), Qt::LeftButton);
    QVERIFY(!m_session->selection().hiddenClasses()[1]);
}

void tst_LatentView::legendOfManyClassesScrolls()
{
    const std::shared_ptr<const Dataset> few = m_data;
    auto many = std::make_shared<Dataset>(*few);
    for (int i = static_cast<int>(many->classNames.size()); i < 99; ++i)
        many->classNames.push_back("class " + std::to_string(i));
    many->classNames.emplace_back(300, 'w');
    m_data = std::move(many);
    start(2);
    m_data = few;
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    LegendWidget& legend = m_view->legend();
    QCOMPARE(legend.count(), 100);
    QVERIFY(m_view->rect().contains(legend.geometry()));
    QVERIFY(legend.width() < m_view->width() / 2);
    const QPoint before = legend.entry(99).mapTo(m_view.get(), QPoint(2, 2));
    QVERIFY(!m_view->rect().contains(before));
    legend.entry(98).setFocus(Qt::TabFocusReason);
    QTest::keyClick(&legend.entry(98), Qt::Key_Tab);
    QVERIFY(legend.entry(99).hasFocus());
    const QRect last(legend.entry(99).mapTo(&legend, QPoint()), legend.entry(99).size());
    QVERIFY(legend.viewport()->rect().contains(last));
    QTest::mouseClick(&legend.entry(99), Qt::LeftButton);
    QVERIFY(m_session->selection().hiddenClasses()[99]);
}

void tst_LatentView::noNumberLiesBehindAnother()
{
    start(2);
    const int half = QFontMetrics(m_view->plane().plot().yAxis->tickLabelFont()).height() / 2;
    const int bottom = m_view->tools().geometry().bottom() + half;
    const PlaneViewport& viewport = m_view->plane().viewport();
    QCPAxis& axis = *m_view->plane().plot().yAxis;
    const double top = viewport.size().height() - 3 * half; // below it stand the other axis' numbers
    for (int step = 0; step < 12; ++step) {
        QTest::mousePress(&m_view->plane().plot(), Qt::MiddleButton, {}, QPoint(300, 200));
        QTest::mouseMove(&m_view->plane().plot(), QPoint(300, 209));
        QTest::mouseRelease(&m_view->plane().plot(), Qt::MiddleButton, {}, QPoint(300, 209));
        m_view->plane().plot().replot();
        int numbers = 0;
        for (qsizetype i = 0; i < axis.tickVector().size(); ++i) {
            const bool isShown = !axis.tickVectorLabels()[i].isEmpty();
            const double place = viewport.toPixel({0, axis.tickVector()[i]}).y();
            numbers += isShown ? 1 : 0;
            QVERIFY2(!isShown || (place >= bottom && place <= top), qPrintable(axis.tickVectorLabels()[i]));
        }
        QVERIFY(numbers > 2);
    }
}

void tst_LatentView::hoverShowsTheSample()
{
    start(2);
    const PlanePoints& points = m_view->plane().points();
    const auto middle = nearestPoint(points, {}, m_view->plane().viewport().visible().center(), 100);
    const QPoint at = pixel({double(points.x[*middle]), double(points.y[*middle])});
    QTest::mouseMove(&m_view->plane().plot(), at);
    QVERIFY(m_view->hoverCard().isVisible());
    QVERIFY(m_session->selection().hovered().has_value());
    QCOMPARE(m_view->hoverCard().sample(), m_session->selection().hovered().value());
    QVERIFY(m_view->rect().contains(m_view->hoverCard().geometry()));
    QTest::mousePress(&m_view->plane().plot(), Qt::LeftButton, {}, at);
    QVERIFY(!m_view->hoverCard().isVisible());
    QTest::mouseRelease(&m_view->plane().plot(), Qt::LeftButton, {}, at);
}

void tst_LatentView::keyShowsTheManifold()
{
    start(2);
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    m_view->plane().plot().replot();
    const QImage before = m_view->plane().grab().toImage();
    QTest::keyClick(m_view.get(), Qt::Key_G);
    QVERIFY(m_view->tools().manifold().isChecked());
    const auto seen = [this] {
        m_view->plane().plot().replot();
        return m_view->plane().grab().toImage();
    };
    QTRY_VERIFY(seen() != before);
    QTest::keyClick(m_view.get(), Qt::Key_G);
    QVERIFY(!m_view->tools().manifold().isChecked());
    QTRY_VERIFY(seen() == before);
}

void tst_LatentView::manyDimensionsHaveChoosersAndSliders()
{
    start(24);
    QCOMPARE(m_view->tools().chooserX().count(), 24);
    QTest::mouseClick(m_view->tools().findChildren<QToolButton*>().last(), Qt::LeftButton);
    QVERIFY(m_view->drawer().isVisible());
    QCOMPARE(m_view->drawer().dimensions().size(), std::size_t(16));

    const Selection& selection = m_session->selection();
    const int moved = m_view->drawer().dimensions().front();
    QVERIFY(moved != selection.dimX() && moved != selection.dimY());
    const std::vector<float> before = selection.code();
    QTest::keyClick(&m_view->drawer().slider(moved).slider(), Qt::Key_End);
    const std::vector<float>& after = selection.code();
    QCOMPARE(after[static_cast<std::size_t>(moved)], static_cast<float>(m_view->drawer().slider(moved).value()));
    for (int i = 0; i < 24; ++i)
        if (i != moved)
            QCOMPARE(after[static_cast<std::size_t>(i)], before[static_cast<std::size_t>(i)]);

    m_view->tools().chooserX().setFocus();
    QTest::keyClick(&m_view->tools().chooserX(), Qt::Key_End);
    QCOMPARE(selection.dimX(), 23);
}

void tst_LatentView::oneDimensionIsSpreadAndSaysSo()
{
    start(1);
    QCOMPARE(m_view->plane().points().y.front(), -1.0F);
    QCOMPARE(m_view->plane().points().y.back(), 1.0F);
    QVERIFY(m_view->findChild<QLabel*>("note")->isVisible());
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixel({0.5, 0.5}));
    QCOMPARE(m_session->selection().code().size(), std::size_t(1));
    m_view->plane().plot().replot();
    const QImage before = m_view->plane().grab().toImage();
    m_view->tools().manifold().trigger();
    const auto seen = [this] {
        m_view->plane().plot().replot();
        return m_view->plane().grab().toImage();
    };
    QTRY_VERIFY(seen() != before);
}

void tst_LatentView::anotherRunStartsAfresh()
{
    start(24);
    m_view->tools().drawer().setChecked(true);
    start(20); // the drawer is open, and its dimensions are gone
    QVERIFY(m_view->drawer().isVisible());
    for (const int dimension : m_view->drawer().dimensions())
        QVERIFY(dimension < 20);
    start(2);
    QVERIFY(!m_view->drawer().isVisible());
    QCOMPARE(m_session->selection().code().size(), std::size_t(2));
    QVERIFY(!m_view->tools().chooserX().isVisible());
    QCOMPARE(m_view->plane().points().size(), m_session->split().test.size());
    start(24);
    QCOMPARE(m_session->selection().code().size(), std::size_t(24));
}

QTEST_MAIN(tst_LatentView)
#include "tst_LatentView.moc"
