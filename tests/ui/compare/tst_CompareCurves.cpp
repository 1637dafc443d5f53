// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/compare/CompareFixture.h"
#include "ui/compare/curves/CurvesView.h"
#include "ui/compare/curves/corruptedRecords.h"
#include "ui/compare/curves/curvesNote.h"

#include <QToolButton>

using namespace isthmus;

namespace {

RunSpec denoisingRun()
{
    RunSpec run = test::otherWindowRun();
    run.model.title = "Denoising";
    run.training.corruption = Corruption::parse("gaussian:0.5");
    return run;
}

/// As the plain autoencoders of the presets: nothing shapes its code.
RunSpec plainRun()
{
    RunSpec run = test::otherWindowRun();
    run.model.title = "Plain";
    run.model.bottleneck = Bottleneck::Plain;
    return run;
}

/// Points of all lines that are dashed.
int dashedPoints(const QCustomPlot& plot)
{
    int count = 0;
    for (int i = 0; i < plot.graphCount(); ++i) {
        const QCPGraph& graph = *plot.graph(i);
        for (const QCPGraphData& point : *graph.data())
            count += graph.pen().style() == Qt::DashLine && !graph.scatterStyle().isNone() && !qIsNaN(point.value);
    }
    return count;
}

} // namespace

/// The curves of several runs on one axis, and what is said of them.
class TestCompareCurves : public test::CompareFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }
    void curvesAreInTheRunsColoursAndOneUnit();
    void natsAreRefusedWhereOneRunHasNone();
    void runWithoutABoundIsNotDrawnInNats();
    void valuesOfCorruptedImagesAreDashedAndSaid();
    void corruptionIsThatOfTheTime();
    void thinLinesAreSaidWhereThereAreSome();
    void historyIsTakenOverInPieces();
    void runWithoutACurveHasAWordWhy();
    void anotherScalingIsSaid();

private:
    [[nodiscard]] CurvesView& view() const { return *m_page->findChild<CurvesView*>(); }

    /// Trains an epoch of each run and waits for the curves.
    void trainAll()
    {
        for (RunSession* run : m_bench->runs())
            run->stepEpoch();
        for (RunSession* run : m_bench->runs())
            QTRY_COMPARE(run->history().evaluations.size(), std::size_t(1));
    }
};

void TestCompareCurves::curvesAreInTheRunsColoursAndOneUnit()
{
    openTwo();
    auto& view = *m_page->findChild<CurvesView*>();
    for (std::size_t i = 0; i < 2; ++i)
        run(i).stepEpoch();
    QTRY_VERIFY(run(0).history().evaluations.size() == 1 && run(1).history().evaluations.size() == 1);
    QTRY_COMPARE(view.plot().heldOut(run(1)).size(), std::size_t(1));
    QCOMPARE(view.plot().colour(run(1)), m_theme.tokens().runs[1]);
    const EvaluationRecord& record = run(1).history().evaluations.front();
    QCOMPARE(view.plot().unit(), FairUnit::Nats);
    QCOMPARE(view.plot().heldOut(run(1)).front(),
        double(record.terms[AutoencoderTerm::Reconstruction]) + double(record.terms[AutoencoderTerm::Kl]));
    QTest::mouseClick(&view.mseButton(), Qt::LeftButton);
    QCOMPARE(view.plot().heldOut(run(1)).front(), double(record.terms[AutoencoderTerm::Mse]));
}

void TestCompareCurves::natsAreRefusedWhereOneRunHasNone()
{
    RunSpec squared = test::otherWindowRun();
    squared.model.loss = "mse";
    open({test::windowRun(), squared});
    auto& view = *m_page->findChild<CurvesView*>();
    QVERIFY(!view.natsButton().isEnabled());
    QVERIFY(view.natsButton().toolTip().contains("Other VAE"));
    QCOMPARE(view.plot().unit(), FairUnit::Mse);
    m_bench->close(run(1));
    QVERIFY(view.natsButton().isEnabled());
}

void TestCompareCurves::runWithoutABoundIsNotDrawnInNats()
{
    open({test::windowRun(), test::otherWindowRun(), plainRun()}); // all with a loss that is a likelihood
    trainAll();
    QCOMPARE(view().plot().unit(), FairUnit::Mse);
    QTRY_COMPARE(view().plot().heldOut(run(2)).size(), std::size_t(1));
    QVERIFY(view().natsButton().isEnabled());
    QTest::mouseClick(&view().natsButton(), Qt::LeftButton);
    QCOMPARE(view().plot().unit(), FairUnit::Nats);
    QTRY_COMPARE(view().plot().heldOut(run(1)).size(), std::size_t(1));
    QVERIFY(view().plot().heldOut(run(2)).empty());
    QVERIFY(view().legend().contains(QString::fromUtf8("Without −ELBO: Plain")));
    QVERIFY(view().plot().toolTip().contains(QString::fromUtf8("Plain: has no −ELBO")));
}

void TestCompareCurves::runWithoutACurveHasAWordWhy()
{
    open({test::windowRun(), test::otherWindowRun()});
    run(0).stepEpoch();
    QTRY_COMPARE(view().plot().heldOut(run(0)).size(), std::size_t(1));
    QTRY_VERIFY(view().legend().contains("No curve yet: Other VAE; it begins with the first step of training"));
    QTest::mouseClick(&view().mseButton(), Qt::LeftButton);
    QTRY_VERIFY(view().legend().contains("No curve yet: Other VAE; its first value comes at the end of an epoch"));
    QVERIFY(view().plot().toolTip().contains("Other VAE: no curve yet"));
    run(1).stepEpoch();
    QTRY_VERIFY(!view().legend().contains("No curve yet"));
}

void TestCompareCurves::valuesOfCorruptedImagesAreDashedAndSaid()
{
    open({test::windowRun(), denoisingRun()});
    trainAll();
    QTRY_COMPARE(view().plot().heldOut(run(1)).size(), std::size_t(1));
    QVERIFY(view().plot().isOfCorrupted(run(1)));
    QVERIFY(!view().plot().isOfCorrupted(run(0)));
    QTRY_COMPARE(dashedPoints(view().plot()), 1);
    QVERIFY(view().legend().contains("Dashed: of corrupted images, as Denoising is trained"));
    QVERIFY(view().plot().toolTip().contains("Denoising: "));
    QVERIFY(view().plot().toolTip().contains("of corrupted images"));
}

void TestCompareCurves::corruptionIsThatOfTheTime()
{
    const Corruption noise = Corruption::parse("gaussian:0.5");
    QVERIFY(!isOfCorrupted(7, Corruption(), {}));
    QVERIFY(isOfCorrupted(7, noise, {}));
    const std::vector<KnobChange> changes{
        {7, "corruption", noise.text(), "none"}, {9, "beta", "1", "2"}, {14, "corruption", "none", noise.text()}};
    QVERIFY(isOfCorrupted(7, noise, changes)); // the change is in force from the next step on
    QVERIFY(!isOfCorrupted(8, noise, changes));
    QVERIFY(!isOfCorrupted(14, noise, changes));
    QVERIFY(isOfCorrupted(21, noise, changes));
}

void TestCompareCurves::thinLinesAreSaidWhereThereAreSome()
{
    openTwo();
    trainAll();
    QTRY_VERIFY(view().legend().contains("Thin: on its training batches")); // in nats
    QTest::mouseClick(&view().mseButton(), Qt::LeftButton);
    QVERIFY(!view().legend().contains("Thin")); // steps of such a loss do not know their MSE
    QVERIFY(view().legend().startsWith("Thick: on the images that each run holds out"));
}

void TestCompareCurves::historyIsTakenOverInPieces()
{
    openTwo();
    trainAll();
    QTRY_COMPARE(run(0).history().steps.size(), std::size_t(7));
    ComparePlot plot;
    QCOMPARE(plot.takeOver(run(0), Qt::red, 4), std::size_t(3));
    QCOMPARE(plot.takeOver(run(0), Qt::red, 4), std::size_t(0));
}

void TestCompareCurves::anotherScalingIsSaid()
{
    std::vector<CurveFacts> curves{
        {.title = "A", .scaling = "divided by 255"}, {.title = "B", .scaling = "as they are"}};
    const auto isSaid = [&] {
        return curvesNote(FairUnit::Mse, "images", curves).contains("The runs scale their data differently");
    };
    QVERIFY(isSaid());
    curves[1].hasUnit = false; // and so is not drawn
    QVERIFY(!isSaid());
    curves[1] = curves[0];
    QVERIFY(!isSaid());
}

ISTHMUS_TEST(TestCompareCurves)
#include "tst_CompareCurves.moc"
