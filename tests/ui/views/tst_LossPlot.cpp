// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/theme/Theme.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/views/loss/LossView.h"

#include <QApplication>

using namespace isthmus;
using isthmus::test::resumedRun;
using isthmus::test::windowRun;

namespace {

/// A history that takes three turns of the window.
StepHistory stepsOfThreeTurns()
{
    std::vector<StepRecord> steps(3 * CurveHistory::kAtOnce);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        steps[i].step = static_cast<std::int64_t>(i + 1);
        steps[i].epoch = static_cast<double>(i + 1) / 7; // of windowRun()
        steps[i].loss = 1;
    }
    return StepHistory(steps);
}

} // namespace

/// The curves take over a history, however long it is.
class TestLossPlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void eachCallTakesAPart();
    void viewDrawsALongHistoryToItsEnd();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestLossPlot::eachCallTakesAPart()
{
    RunHistory history;
    history.steps = stepsOfThreeTurns();
    LossPlot plot;
    QVERIFY(!plot.refresh(history));
    QCOMPARE(plot.curves().lastEpoch(), history.steps[CurveHistory::kAtOnce - 1].epoch);
    QVERIFY(!plot.refresh(history));
    QVERIFY(plot.refresh(history));
    QCOMPARE(plot.curves().lastEpoch(), history.steps.back().epoch);
}

void TestLossPlot::viewDrawsALongHistoryToItsEnd()
{
    RunSession session(nullptr, 1);
    LossView view(session);
    view.resize(900, 220);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, test::kPatience));
    Checkpoint state = TrainingRun(windowRun()).checkpoint();
    state.steps = stepsOfThreeTurns();
    state.record = state.steps.back();
    state.step = state.record.step;
    session.startResumed(*resumedRun(windowRun(), state));
    QTRY_COMPARE(view.plot().curves().lastEpoch(), state.record.epoch);
}

ISTHMUS_TEST(TestLossPlot)
#include "tst_LossPlot.moc"
