// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/LatentFixture.h"
#include "ui/views/latent/HoverCard.h"
#include "ui/views/latent/PlaneHint.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/views/latent/pointQueries.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>

using namespace isthmus;

/// The hand on the latent view: from mouse and keys to the selection.
class tst_LatentHand : public test::LatentFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void dragSetsTheCodeAndDecodes();
    void dragIsTakenBeforeAnyCodeHasCome();
    void clickTakesTheSampleInAllDimensions();
    void emptyClickAndEscapeLetGoOfTheSample();
    void meanIsAKeyAway();
    void keysZoom();
    void hintStaysUntilTheUserHasDragged();
    void dragEndsWithItsWindowsTurn();
    void otherButtonDoesNotEndADrag();
    void codeFromElsewhereMovesTheProbe();
    void hoverShowsTheSample();
    void hoverSaysTheFileOfAPicture();
};

void tst_LatentHand::dragSetsTheCodeAndDecodes()
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

/// A model that takes seconds for its first codes must not refuse the hand as long.
void tst_LatentHand::dragIsTakenBeforeAnyCodeHasCome()
{
    order(24);
    QVERIFY(!m_session->snapshot());
    QCustomPlot& plot = m_view->plane().plot();
    QTest::mousePress(&plot, Qt::LeftButton, {}, QPoint(300, 250));
    QTest::mouseMove(&plot, QPoint(400, 200));
    const std::vector<float> code = m_session->selection().code();
    QCOMPARE(code.size(), std::size_t(24));
    QVERIFY(m_view->plane().probe());
    QCOMPARE(code[5], 0.0F); // nothing is known of the others
    QTRY_VERIFY(!m_session->hand().image().empty());
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, QPoint(400, 200));
    QTRY_VERIFY(hasAllPoints());
    QCOMPARE(m_session->selection().code(), code); // the statistics that have come move nothing
    QTest::keyClick(&m_view->plane(), Qt::Key_Right);
    QVERIFY(m_session->selection().code()[5] != 0.0F);
}

void tst_LatentHand::clickTakesTheSampleInAllDimensions()
{
    start(24);
    const std::size_t point = loneliestPoint();
    const Index sample = m_session->split().test[point];
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixelOf(point));
    QCOMPARE(m_session->selection().pinned(), std::optional<Index>(sample));
    QVERIFY(m_view->plane().pinned());
    ThreadPool pool(1);
    const FrozenModel& frozen = m_session->snapshot()->frozen;
    const Matrix expected = encodeSamples(*frozen.model, frozen.parameters, *m_data, std::span(&sample, 1), pool);
    const std::vector<float> code = m_session->selection().code();
    for (std::size_t i = 0; i < code.size(); ++i)
        QVERIFY(std::abs(code[i] - expected(0, static_cast<Index>(i))) < 1e-4F);

    QTest::keyClick(&m_view->plane(), Qt::Key_Right); // the hand goes on from this sample
    for (int i = 0; i < 24; ++i)
        if (i != m_session->selection().dimX() && i != m_session->selection().dimY())
            QCOMPARE(m_session->selection().code()[std::size_t(i)], code[std::size_t(i)]);
    m_session->stepEpoch(); // the mark stays on the sample's dot
    QTRY_VERIFY(m_view->plane().points().x[point] != code[std::size_t(m_session->selection().dimX())]);
    QTRY_COMPARE(m_view->plane().pinned()->x(), double(m_view->plane().points().x[point]));
}

void tst_LatentHand::emptyClickAndEscapeLetGoOfTheSample()
{
    start(2);
    const std::size_t point = loneliestPoint();
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixelOf(point));
    QVERIFY(m_session->selection().pinned());
    QTest::keyClick(&m_view->plane(), Qt::Key_Escape);
    QVERIFY(!m_session->selection().pinned() && !m_view->plane().pinned());
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixelOf(point));
    QVERIFY(m_session->selection().pinned());
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, QPoint(690, 490));
    QVERIFY(!m_session->selection().pinned());
}

void tst_LatentHand::meanIsAKeyAway()
{
    start(24);
    m_view->tools().home().trigger();
    const std::vector<float> mean = m_session->selection().code();
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixelOf(loneliestPoint()));
    m_session->selection().setCode(std::vector<float>(24, 50.0F)); // far out of sight
    QVERIFY(!m_view->plane().viewport().visible().contains(m_view->plane().probe().value()));
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    QTest::keyClick(m_view.get(), Qt::Key_H);
    for (std::size_t i = 0; i < mean.size(); ++i)
        QVERIFY(std::abs(m_session->selection().code()[i] - mean[i]) < 1e-5F);
    QVERIFY(!m_session->selection().pinned());
    QVERIFY(m_view->plane().viewport().visible().contains(m_view->plane().probe().value()));
}

void tst_LatentHand::keysZoom()
{
    start(2);
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    m_view->tools().fit().trigger();
    const PlaneViewport& viewport = m_view->plane().viewport();
    const double scale = viewport.unitsPerPixel();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QVERIFY(viewport.unitsPerPixel() < scale);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QVERIFY(viewport.unitsPerPixel() > scale);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QCOMPARE(viewport.unitsPerPixel(), scale);
}

void tst_LatentHand::hintStaysUntilTheUserHasDragged()
{
    start(2);
    QVERIFY(m_view->hint().isVisible());
    QVERIFY(m_view->rect().contains(m_view->hint().geometry()));
    m_session->selection().setCode({0.5F, 0.5F}); // not by the user
    QVERIFY(m_view->hint().isVisible());
    QCustomPlot& plot = m_view->plane().plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(350, 300));
    QVERIFY(m_view->hint().isVisible());
    QTest::mousePress(&plot, Qt::LeftButton, {}, QPoint(350, 300));
    QTest::mouseMove(&plot, QPoint(320, 280));
    QVERIFY(!m_view->hint().isVisible());
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, QPoint(320, 280));
    start(3);
    QVERIFY(!m_view->hint().isVisible());
    m_view = std::make_unique<LatentView>(*m_session, nullptr);
    QVERIFY(m_view->hint().isHidden()); // nor at the next start
}

void tst_LatentHand::dragEndsWithItsWindowsTurn()
{
    start(2);
    QCustomPlot& plot = m_view->plane().plot();
    QTest::mousePress(&plot, Qt::LeftButton, {}, QPoint(350, 300));
    QTest::mouseMove(&plot, QPoint(-60, 300)); // beyond the edge, where the plane pans along
    QEvent deactivated(QEvent::WindowDeactivate); // as a dialog that opens does; the release goes there
    QCoreApplication::sendEvent(&m_view->plane(), &deactivated);
    const std::vector<float> code = m_session->selection().code();
    const QRectF visible = m_view->plane().viewport().visible();
    QTest::mouseMove(&plot, QPoint(300, 200));
    QCOMPARE(m_session->selection().code(), code);
    QCOMPARE(m_view->plane().viewport().visible(), visible);
}

void tst_LatentHand::otherButtonDoesNotEndADrag()
{
    start(2);
    QCustomPlot& plot = m_view->plane().plot();
    QTest::mousePress(&plot, Qt::LeftButton, {}, QPoint(350, 300));
    QTest::mousePress(&plot, Qt::RightButton, {}, QPoint(350, 300));
    QTest::mouseRelease(&plot, Qt::RightButton, {}, QPoint(350, 300));
    const std::vector<float> code = m_session->selection().code();
    QTest::mouseMove(&plot, QPoint(300, 200));
    QVERIFY(m_session->selection().code() != code);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, QPoint(300, 200));
}

void tst_LatentHand::codeFromElsewhereMovesTheProbe()
{
    start(2);
    m_session->selection().setCode({0.25F, -0.5F});
    QCOMPARE(m_view->plane().probe().value(), QPointF(0.25, -0.5));
}

void tst_LatentHand::hoverShowsTheSample()
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

void tst_LatentHand::hoverSaysTheFileOfAPicture()
{
    auto named = std::make_shared<Dataset>(*m_data);
    SampleNames names;
    for (Index i = 0; i < named->count(); ++i)
        names.append("cats/" + std::to_string(i) + ".png");
    named->files = std::make_shared<const SampleNames>(names);
    m_data = named;
    start(2);
    QTest::mouseMove(&m_view->plane().plot(), pixelOf(loneliestPoint()));
    QVERIFY(m_view->hoverCard().isVisible());
    const QString text = m_view->hoverCard().findChild<QLabel*>()->text();
    QVERIFY2(text.endsWith('\n' + QString::number(m_view->hoverCard().sample()) + ".png"), qPrintable(text));
}

ISTHMUS_TEST(tst_LatentHand)
#include "tst_LatentHand.moc"
