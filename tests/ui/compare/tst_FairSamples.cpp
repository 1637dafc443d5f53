// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/compare/CompareFixture.h"
#include "ui/compare/fairSamples.h"
#include "ui/compare/figures/FiguresFeed.h"
#include "ui/compare/figures/FiguresView.h"
#include "ui/compare/strips/RunRows.h"

#include <QTableWidget>

#include <algorithm>
#include <iterator>

using namespace isthmus;

namespace {

/// A run on data whose test part is drawn by the seed.
RunSpec runWithoutTestPart(const std::shared_ptr<const Dataset>& data, std::uint64_t seed)
{
    RunSpec run = test::otherWindowRun();
    run.data = data;
    run.training.seed = seed;
    return run;
}

RunSpec runOfClass(const std::string& name)
{
    RunSpec run = test::windowRun();
    run.split.classes = {name};
    return run;
}

std::vector<Index> inTestOf(const RunSession& run, const std::vector<Index>& samples)
{
    const std::vector<Index>& test = run.split().test;
    std::vector<Index> both;
    std::set_intersection(samples.begin(), samples.end(), test.begin(), test.end(), std::back_inserter(both));
    return both;
}

double mseOn(const RunSession& run, const std::vector<Index>& samples)
{
    ThreadPool pool(1);
    const FrozenModel& frozen = run.snapshot()->frozen;
    return evaluate(*frozen.model, frozen.parameters, *run.data(), samples, {}, pool).mse();
}

} // namespace

/// What runs are judged on beside each other: nothing that one of them was trained on.
class TestFairSamples : public test::CompareFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }
    void runsOfOneSplitAreJudgedOnItsTestPart();
    void runsWithDrawnTestPartsAreJudgedOnWhatAllHeldOut();
    void stripsShowNothingThatARunWasTrainedOn();
    void figuresAreAskedAnewWhenTheSamplesAreOthers();
    void testPartsWithNothingInCommonAreSaid();
    void runWithoutATestPartIsSaid();

private:
    /// Two runs on one data set without a test part, by two seeds.
    void openSeeds()
    {
        m_data = std::make_shared<const Dataset>(makeSprites(8000, 0));
        open({runWithoutTestPart(m_data, 1), runWithoutTestPart(m_data, 7)});
        m_common = inTestOf(run(0), run(1).split().test);
        QVERIFY(!m_common.empty() && m_common.size() < run(0).split().test.size());
    }

    [[nodiscard]] FiguresView& figures() const { return *m_page->findChild<FiguresView*>(); }

    [[nodiscard]] double shownMse(int column) const
    {
        const QTableWidget& table = figures().table();
        const QList<QTableWidgetItem*> found = table.findItems("MSE", Qt::MatchExactly);
        const QTableWidgetItem* item = found.empty() ? nullptr : table.item(found.front()->row(), column);
        return item ? item->text().toDouble() : 0;
    }

    /// Is this what a run is judged on now, and is that all?
    [[nodiscard]] bool isJudgedOn(const FiguresFeed& feed, std::size_t i, const std::vector<Index>& samples) const
    {
        const std::shared_ptr<const Evaluation> found = feed.figures()[i].evaluation;
        return found && found->samples == std::ssize(samples) && qFuzzyCompare(found->mse(), mseOn(run(i), samples));
    }

    [[nodiscard]] bool hasBest() const
    {
        const QTableWidget& table = figures().table();
        for (int row = 0; row < table.rowCount(); ++row)
            for (int column = 1; column < table.columnCount(); ++column)
                if (table.item(row, column) && !table.item(row, column)->toolTip().isEmpty())
                    return true;
        return false;
    }

    std::shared_ptr<const Dataset> m_data;
    std::vector<Index> m_common;
};

void TestFairSamples::runsOfOneSplitAreJudgedOnItsTestPart()
{
    openTwo();
    const FairSamples expected{run(0).split().test, Fairness::HeldOut};
    QVERIFY(fairSamples(*m_bench, run(0)) == expected);
    QVERIFY(fairSamples(*m_bench, run(1)) == expected);
    QTRY_COMPARE(figures().note(), QString("Of the same 50 images, at the step shown; no run was trained on them"));
}

void TestFairSamples::runsWithDrawnTestPartsAreJudgedOnWhatAllHeldOut()
{
    openSeeds();
    for (std::size_t i = 0; i < 2; ++i) {
        QVERIFY(fairSamples(*m_bench, run(i)) == (FairSamples{m_common, Fairness::HeldOut}));
        QVERIFY(!wasTrainedOnAny(run(i), m_common));
    }
    QVERIFY(wasTrainedOnAny(run(1), run(0).split().test));
    FiguresFeed feed(*m_bench, nullptr);
    feed.setActive(true);
    QTRY_VERIFY(isJudgedOn(feed, 0, m_common));
    QTRY_VERIFY(isJudgedOn(feed, 1, m_common));
    QTRY_VERIFY(shownMse(1) > 0 && shownMse(2) > 0);
    QVERIFY(figures().note().startsWith(QString("Of the same %1 image").arg(m_common.size())));
}

void TestFairSamples::stripsShowNothingThatARunWasTrainedOn()
{
    openSeeds();
    const auto& rows = *m_page->findChild<RunRows*>();
    QTRY_VERIFY(rows.rows().size() == 3 && rows.rows()[1].strips && rows.rows()[2].strips);
    for (const Strip& strip : *rows.rows()[2].strips)
        QVERIFY(std::binary_search(m_common.begin(), m_common.end(), strip.sample));
    QCOMPARE(rows.rows()[0].note, QString("unseen in training"));
    QVERIFY(rows.rows()[2].note.startsWith("PSNR"));
}

void TestFairSamples::figuresAreAskedAnewWhenTheSamplesAreOthers()
{
    openSeeds();
    FiguresFeed feed(*m_bench, nullptr);
    feed.setActive(true);
    QTRY_VERIFY(isJudgedOn(feed, 0, m_common));
    m_bench->add().startRun(runWithoutTestPart(m_data, 3));
    const std::vector<Index> fewer = inTestOf(run(2), m_common);
    QVERIFY(!fewer.empty() && fewer.size() < m_common.size());
    QTRY_VERIFY(isJudgedOn(feed, 0, fewer)); // though it is paused all the while
    QTRY_VERIFY(isJudgedOn(feed, 2, fewer));
    m_bench->close(run(2));
    QTRY_VERIFY(isJudgedOn(feed, 0, m_common));
}

void TestFairSamples::testPartsWithNothingInCommonAreSaid()
{
    open({runOfClass("square"), runOfClass("cross")});
    QVERIFY(fairSamples(*m_bench, run(1)) == (FairSamples{run(1).split().test, Fairness::OwnTest}));
    QTRY_VERIFY(shownMse(1) > 0 && shownMse(2) > 0);
    QVERIFY(!hasBest());
    QVERIFY(figures().note().contains("nothing in common: no value is marked as best"));
    QVERIFY(figures().note().contains(QString("%1 test images").arg(run(1).split().test.size())));
    const auto& rows = *m_page->findChild<RunRows*>();
    QTRY_VERIFY(!rows.rows()[1].note.isEmpty());
    QCOMPARE(rows.rows()[0].note, QString("one run's test part"));
}

void TestFairSamples::runWithoutATestPartIsSaid()
{
    const auto data = std::make_shared<const Dataset>(makeSprites(4, 0));
    open({runWithoutTestPart(data, 1), runWithoutTestPart(data, 7)});
    QVERIFY(run(0).split().test.empty());
    QVERIFY(fairSamples(*m_bench, run(0)) == (FairSamples{run(0).split().train, Fairness::Trained}));
    QTRY_VERIFY(shownMse(1) > 0 && shownMse(2) > 0);
    QVERIFY(!hasBest());
    QVERIFY(figures().note().contains("no value is marked as best"));
    QVERIFY(figures().note().contains("4 training images"));
    const auto& rows = *m_page->findChild<RunRows*>();
    QTRY_COMPARE(rows.rows()[2].note, QString("trained on these"));
    QCOMPARE(rows.rows()[0].note, QString("training part"));
}

ISTHMUS_TEST(TestFairSamples)
#include "tst_FairSamples.moc"
