// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/theme/Theme.h"
#include "ui/views/loss/AxisTitles.h"
#include "ui/views/loss/LossLegend.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/views/loss/LossView.h"
#include "ui/widgets/FoldingHeading.h"

#include <QApplication>
#include <QSet>
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
    void legendIsNotOlderThanTheRun();
    void validationIsNamed();
    void everyEntryHasItsOwnNameAndColour();
    void legendTakesMoreLinesInASmallWindow();
    void axesSayWhatTheyMeasure();
    void headingFoldsThePlot();
    void quantitiesCanBeChosenForVariationalModels();
    void wheelStopsFollowingAndZeroFits();
    void dragPansAndDoubleClickFits();
    void keysPanZoomAndFit();
    void focusIsSeenAndReachedByTab();
    void themeChangedInADragLosesNothing();
    void anotherRunStartsEmpty();
    void resetLeavesNothingStale();
    void discardedStepsVanish();
    void logSwitchChangesTheAxis();
    void oneStepIsSeen();
    void focusDoesNotHideWhatIsOn();

private:
    void train();

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<LossView> m_view;
};

void TestLossView::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
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

void TestLossView::legendIsNotOlderThanTheRun()
{
    train();
    QString said;
    connect(m_session.get(), &RunSession::historyChanged, m_view.get(), [&] {
        if (said.isEmpty() && m_session->history().evaluations.size() == 2)
            said = m_view->legend().heldOut(Quantity::Total).text();
    });
    m_session->stepEpoch();
    QTRY_VERIFY(!said.isEmpty());
    QCOMPARE(said, QString::number(m_session->history().evaluations[1].loss, 'f', 1));
}

void TestLossView::validationIsNamed()
{
    RunSpec run = windowRun();
    run.training.validation = 0.2;
    m_session->startRun(run);
    QCOMPARE(m_view->legend().heldOut(Quantity::Total).name(), "validation");
}

void TestLossView::everyEntryHasItsOwnNameAndColour()
{
    train();
    for (const char* text : {"Total", "Reconstruction", "KL"})
        if (!button(*m_view, text)->isChecked())
            QTest::mouseClick(button(*m_view, text), Qt::LeftButton);
    QSet<QString> names;
    QSet<QRgb> colours;
    for (const Quantity quantity : kAllQuantities) {
        names << m_view->legend().training(quantity).name() << m_view->legend().heldOut(quantity).name();
        const ThemeTokens& look = m_theme->tokens();
        colours << curveColor(quantity, look).rgb() << heldOutColor(quantity, look).rgb();
        const QCPGraph* dotted = m_view->plot().graph(3 * static_cast<int>(quantity) + 2);
        QCOMPARE(dotted->scatterStyle().brush().color(), dotted->pen().color());
    }
    QCOMPARE(names, (QSet<QString>{"train", "test", "reconstruction", "test reconstruction", "KL", "test KL"}));
    QCOMPARE(colours.size(), qsizetype(6));
}

void TestLossView::legendTakesMoreLinesInASmallWindow()
{
    train();
    QTest::mouseClick(button(*m_view, "Reconstruction"), Qt::LeftButton);
    m_view->resize(640, 240);
    const LossLegend& legend = m_view->legend();
    const auto lines = [&] { return legend.heldOut(Quantity::Kl).y() / legend.training(Quantity::Total).height() + 1; };
    QTRY_VERIFY(lines() > 1);
    for (const Quantity quantity : kAllQuantities)
        for (const CurveEntry* entry : {&legend.training(quantity), &legend.heldOut(quantity)})
            QVERIFY2(legend.rect().contains(entry->geometry()), qPrintable(entry->name()));
    m_view->resize(1400, 240);
    QTRY_COMPARE(lines(), 1);
}

void TestLossView::axesSayWhatTheyMeasure()
{
    train();
    const AxisTitles& titles = m_view->plot().titles();
    QTRY_COMPARE(titles.left(), "nats per image, log scale");
    QCOMPARE(titles.right(), "KL, nats per image");
    QTest::mouseClick(button(*m_view, "Total"), Qt::LeftButton);
    QVERIFY(titles.left().startsWith("KL, nats per image"));
    QCOMPARE(titles.right(), "");
    RunSpec run = windowRun();
    run.model.loss = "mse";
    m_session->startRun(run);
    QTest::mouseClick(button(*m_view, "Total"), Qt::LeftButton);
    QCOMPARE(titles.left(), QString::fromUtf8("0.5 × squared error per image"));
}

void TestLossView::headingFoldsThePlot()
{
    train();
    auto* heading = m_view->findChild<FoldingHeading*>("loss/heading");
    QTest::mouseClick(heading, Qt::LeftButton);
    QVERIFY(!m_view->plot().isVisible());
    QVERIFY(m_view->legend().isVisible()); // the present values stay
    QVERIFY(m_view->maximumHeight() < 60);
    QTest::mouseClick(heading, Qt::LeftButton);
    QVERIFY(m_view->plot().isVisible());
    QVERIFY(m_view->maximumHeight() > 1000);
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

void TestLossView::keysPanZoomAndFit()
{
    train();
    LossPlot& plot = m_view->plot();
    const QCPRange whole = plot.xAxis->range();
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(!plot.isFollowing());
    const QCPRange zoomed = plot.xAxis->range();
    QVERIFY(zoomed.size() < whole.size());
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(plot.xAxis->range().lower > zoomed.lower);
    QCOMPARE(plot.xAxis->range().size(), zoomed.size());
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.xAxis->range().lower, zoomed.lower);
    const QCPRange values = plot.yAxis->range();
    QTest::keyClick(&plot, Qt::Key_Up);
    QVERIFY(plot.yAxis->range().lower > values.lower);
    QTest::keyClick(&plot, Qt::Key_Minus);
    QVERIFY(std::abs(plot.xAxis->range().size() - whole.size()) < 1e-9);
    QTest::keyClick(&plot, Qt::Key_0);
    QVERIFY(plot.isFollowing());
    QCOMPARE(plot.xAxis->range(), whole);
}

void TestLossView::focusIsSeenAndReachedByTab()
{
    train();
    LossPlot& plot = m_view->plot();
    QApplication::setActiveWindow(m_view.get());
    QToolButton* last = button(*m_view, "Log");
    last->setFocus();
    const QImage plain = plot.grab().toImage();
    QTest::keyClick(last, Qt::Key_Tab);
    QVERIFY(plot.hasFocus());
    QVERIFY(plot.grab().toImage() != plain);
}

void TestLossView::themeChangedInADragLosesNothing()
{
    train();
    LossPlot& plot = m_view->plot();
    const double before = plot.xAxis->range().lower;
    const QPoint at = plot.rect().center();
    const auto move = [&](int dx) {
        const QPoint to = at - QPoint(dx, 0);
        QMouseEvent event(QEvent::MouseMove, to, plot.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&plot, &event);
    };
    QTest::mousePress(&plot, Qt::LeftButton, {}, at);
    move(60);
    const double half = plot.xAxis->range().lower;
    m_theme->setChoice(m_theme->tokens().dark ? ThemeChoice::Light : ThemeChoice::Dark);
    QCOMPARE(plot.xAxis->range().lower, half);
    move(120);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, at - QPoint(120, 0));
    QVERIFY(half > before);
    QVERIFY(plot.xAxis->range().lower > half);
    m_theme->setChoice(ThemeChoice::System);
}

void TestLossView::resetLeavesNothingStale()
{
    train();
    QTRY_VERIFY(m_view->plot().yAxis2->visible());
    m_session->reset();
    QTRY_VERIFY(m_session->history().steps.empty());
    QVERIFY(m_view->plot().curves().isEmpty()); // without waiting for the next painting
    QVERIFY(!m_view->plot().yAxis2->visible());
    QCOMPARE(m_view->legend().training(Quantity::Kl).text(), QString::fromUtf8("–"));
    QCOMPARE(m_view->legend().heldOut(Quantity::Total).text(), QString::fromUtf8("–"));
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
    std::vector<StepRecord> steps;
    for (std::int64_t step = 1; step <= 10; ++step)
        steps.push_back({step, static_cast<double>(step), 0.5, 3, 2, {1}});
    RunHistory history;
    history.steps = StepHistory(steps);
    history.evaluations = {{5, 5, 3, {2, 1}}, {10, 10, 3, {2, 1}}};
    LossPlot& plot = m_view->plot();
    plot.refresh(history);
    QCOMPARE(plot.curves().lastEpoch(), 10.0);
    QCOMPARE(heldOutPoints(plot), 2);

    history.revision = 1;
    steps.resize(5);
    history.steps = StepHistory(steps);
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
    QCOMPARE(m_view->plot().titles().left(), "nats per image");
}

void TestLossView::oneStepIsSeen()
{
    m_session->startRun(windowRun());
    m_session->stepBatch();
    QTRY_COMPARE(m_view->plot().graph(1)->dataCount(), 1);
    QVERIFY(!m_view->plot().graph(1)->scatterStyle().isNone()); // no line leads anywhere yet
    m_session->stepBatch();
    QTRY_COMPARE(m_view->plot().graph(1)->dataCount(), 2);
    QVERIFY(m_view->plot().graph(1)->scatterStyle().isNone());
}

void TestLossView::focusDoesNotHideWhatIsOn()
{
    train();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        QToolButton* total = button(*m_view, "Total");
        const auto ground = [&](bool isOn) {
            total->setChecked(isOn);
            total->setFocus();
            return m_view->grab().toImage().pixelColor(total->mapTo(m_view.get(), QPoint(4, total->height() / 2)));
        };
        const QColor on = ground(true);
        const QColor off = ground(false);
        const int difference =
            std::abs(on.red() - off.red()) + std::abs(on.green() - off.green()) + std::abs(on.blue() - off.blue());
        QVERIFY2(difference > 60, qPrintable(QString("%1 and %2").arg(on.name(), off.name())));
        total->setChecked(true);
    }
}

ISTHMUS_TEST(TestLossView)
#include "tst_LossView.moc"
