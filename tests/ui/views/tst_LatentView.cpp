// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/Barriers.h"
#include "tests/ui/views/LatentFixture.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/widgets/KnobSlider.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

using namespace isthmus;

/// What the latent view shows of a session, and when.
class tst_LatentView : public test::LatentFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void saysWhatItWaitsFor();
    void pointsAreTheCodesOfTheTestSamples();
    void tinySetShowsItsTrainingSamples();
    void pointsFollowTheTraining();
    void hiddenViewAsksForNothing();
    void keyShowsTheManifold();
    void manyDimensionsHaveChoosersAndSliders();
    void oneDimensionIsSpreadAndSaysSo();
    void anotherRunStartsAfresh();
    void legendHasItsSizeAtOnce();
};

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
    QVERIFY(test::hasCaughtUp(m_session->background())); // a view that asks for codes gets them before this
    QCOMPARE(m_view->plane().points().x, before);
    m_view->show();
    QTRY_VERIFY(m_view->plane().points().x != before);
}

void tst_LatentView::keyShowsTheManifold()
{
    start(2);
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    m_view->tools().fit().trigger();
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
    m_view->tools().home().trigger(); // of all samples, where the first mean was of those that came first
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

void tst_LatentView::legendHasItsSizeAtOnce()
{
    QWidget plane;
    LegendWidget legend(&plane);
    plane.show();
    legend.setClasses({"cats", "dogs"});
    QVERIFY(legend.sizeHint().height() >= 2 * legend.entry(0).sizeHint().height());
}

ISTHMUS_TEST(tst_LatentView)
#include "tst_LatentView.moc"
