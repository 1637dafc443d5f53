// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/theme/Theme.h"
#include "ui/views/loss/LossLegend.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/views/loss/LossView.h"

#include <QApplication>
#include <QTest>
#include <QToolButton>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

QToolButton* button(const QWidget& view, const QString& text)
{
    for (auto* candidate : view.findChildren<QToolButton*>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

bool hasHeading(const QWidget& view, const QString& text)
{
    for (const auto* label : view.findChildren<QLabel*>())
        if (label->text() == text)
            return true;
    return false;
}

/// Points with a dot, of the first curve.
int heldOutPoints(const LossPlot& plot)
{
    return plot.graph(2)->dataCount();
}

void turnWheel(QWidget& widget)
{
    const QPointF at = widget.rect().center();
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

/// The curves follow the run, and the user's zoom.
class TestLossView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void legendShowsPresentValues();
    void validationIsNamed();
    void headingSaysTheUnit();
    void quantitiesCanBeChosenForVariationalModels();
    void wheelStopsFollowingAndZeroFits();
    void dragPansAndDoubleClickFits();
    void anotherRunStartsEmpty();
    void discardedStepsVanish();
    void logSwitchChangesTheAxis();

private:
    void train();

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<LossView> m_view;
};

void TestLossView::init()
{
    m_session = std::make_unique<Session>(nullptr, 1);
    m_view = std::make_unique<LossView>(*m_session);
    m_view->resize(900, 220);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), test::kPatience));
}

void TestLossView::cleanup()
{
    m_view.reset();
    m_session.reset();
}

void TestLossView::train()
{
    m_session->startRun(windowRun());
    m_session->stepEpoch();
    QTRY_VERIFY(!m_session->history().evaluations.empty());
    QTRY_COMPARE(m_view->plot().curves().lastEpoch(), 1.0);
}

void TestLossView::legendShowsPresentValues()
{
    train();
    const double loss = m_session->history().evaluations.back().loss;
    QTRY_COMPARE(m_view->legend().heldOut(Quantity::Total).text(), QString::number(loss, 'f', 1));
    QCOMPARE(m_view->legend().training(Quantity::Total).text(),
        QString::number(static_cast<double>(m_view->plot().curves().current(Quantity::Total)), 'f', 1));
    QCOMPARE(m_view->legend().heldOut(Quantity::Total).name(), "test");
}

void TestLossView::validationIsNamed()
{
    RunSpec run = windowRun();
    run.training.validation = 0.2;
    m_session->startRun(run);
    QCOMPARE(m_view->legend().heldOut(Quantity::Total).name(), "validation");
}

void TestLossView::headingSaysTheUnit()
{
    QVERIFY(hasHeading(*m_view, "Loss"));
    train();
    QTRY_VERIFY(hasHeading(*m_view, "Loss, nats per image (log)"));
    RunSpec run = windowRun();
    run.model.loss = "mse";
    m_session->startRun(run);
    QVERIFY(hasHeading(*m_view, QString::fromUtf8("Loss, 0.5 × squared error per image")));
}

void TestLossView::quantitiesCanBeChosenForVariationalModels()
{
    RunSpec plain = windowRun();
    plain.model.bottleneck = Bottleneck::Plain;
    plain.model.latentDim = 0;
    plain.model.encoder.push_back({"dense", {{"units", 2}}});
    m_session->startRun(plain);
    QVERIFY(!button(*m_view, "KL")->isVisible());
    train();
    QVERIFY(button(*m_view, "KL")->isVisible());
    QVERIFY(m_view->plot().isShown(Quantity::Kl));
    QVERIFY(m_view->plot().yAxis2->visible());
    QTest::mouseClick(button(*m_view, "Total"), Qt::LeftButton);
    QVERIFY(!m_view->plot().isShown(Quantity::Total));
    QVERIFY(!m_view->plot().yAxis2->visible()); // alone it has the left axis
    QTest::mouseClick(button(*m_view, "KL"), Qt::LeftButton);
    QVERIFY(m_view->plot().isShown(Quantity::Kl)); // the last one stays
}

void TestLossView::wheelStopsFollowingAndZeroFits()
{
    train();
    LossPlot& plot = m_view->plot();
    const double whole = plot.xAxis->range().size();
    turnWheel(plot);
    QVERIFY(!plot.isFollowing());
    QVERIFY(plot.xAxis->range().size() < whole);
    QVERIFY(button(*m_view, "Fit")->isVisible());
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_0);
    QVERIFY(plot.isFollowing());
    QCOMPARE(plot.xAxis->range().size(), whole);
    QVERIFY(!button(*m_view, "Fit")->isVisible());
}

void TestLossView::dragPansAndDoubleClickFits()
{
    train();
    LossPlot& plot = m_view->plot();
    const double before = plot.xAxis->range().lower;
    const QPoint at = plot.rect().center();
    QTest::mousePress(&plot, Qt::LeftButton, {}, at);
    QMouseEvent move(QEvent::MouseMove, at - QPoint(120, 0), plot.mapToGlobal(at - QPoint(120, 0)), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, at - QPoint(120, 0));
    QVERIFY(!plot.isFollowing());
    QVERIFY(plot.xAxis->range().lower > before);
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, at);
    QVERIFY(plot.isFollowing());
    QCOMPARE(plot.xAxis->range().lower, before);
}

void TestLossView::anotherRunStartsEmpty()
{
    train();
    m_session->startRun(windowRun());
    QVERIFY(m_view->plot().curves().isEmpty());
    m_session->stepBatch();
    QTRY_VERIFY(!m_view->plot().curves().isEmpty());
    m_session->reset();
    QTRY_VERIFY(m_view->plot().curves().isEmpty());
}

void TestLossView::discardedStepsVanish()
{
    RunHistory history;
    for (std::int64_t step = 1; step <= 10; ++step)
        history.steps.push_back({step, static_cast<double>(step), 0.5, 3, 2, 1});
    history.evaluations = {{5, 5, 3, 2, 1}, {10, 10, 3, 2, 1}};
    LossPlot& plot = m_view->plot();
    plot.refresh(history);
    QCOMPARE(plot.curves().lastEpoch(), 10.0);
    QCOMPARE(heldOutPoints(plot), 2);

    history.revision = 1;
    history.steps.resize(5);
    history.evaluations.resize(1);
    plot.refresh(history);
    QCOMPARE(plot.curves().lastEpoch(), 5.0);
    QCOMPARE(heldOutPoints(plot), 1);
}

void TestLossView::logSwitchChangesTheAxis()
{
    train();
    QTRY_VERIFY(m_view->plot().isLogScale());
    QTest::mouseClick(button(*m_view, "Log"), Qt::LeftButton);
    QVERIFY(!m_view->plot().isLogScale());
    QVERIFY(hasHeading(*m_view, "Loss, nats per image"));
}

QTEST_MAIN(TestLossView)
#include "tst_LossView.moc"
