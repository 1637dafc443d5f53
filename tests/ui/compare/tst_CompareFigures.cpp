// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/named.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/compare/CompareFixture.h"
#include "ui/compare/ElidedHeader.h"
#include "ui/compare/differences/DifferencesView.h"
#include "ui/compare/differences/layerDifferences.h"
#include "ui/compare/differences/runDifferences.h"
#include "ui/compare/figures/FiguresView.h"
#include "ui/compare/figures/figuresNote.h"
#include "ui/compare/figures/runFigures.h"
#include "ui/compare/likeness.h"
#include "ui/widgets/ChoiceBox.h"

#include <QTableWidget>

#include <QStyleOptionComboBox>

using namespace isthmus;

namespace {

int rowNamed(const QTableWidget& table, const QString& name)
{
    for (int row = 0; row < table.rowCount(); ++row)
        if (table.item(row, 0) && table.item(row, 0)->text() == name)
            return row;
    return -1;
}

QString cellText(const QTableWidget& table, const QString& name, int column)
{
    const int row = rowNamed(table, name);
    return row < 0 || !table.item(row, column) ? QString() : table.item(row, column)->text();
}

} // namespace

/// The numbers of the page: figures and differences.
class TestCompareFigures : public test::CompareFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }
    void figuresAreThoseOfTheEvaluation();
    void stepIsTheOneThatWasEvaluated();
    void bestIsMarkedWhereThereIsOne();
    void noneIsBestWhereScalingsDiffer();
    void tableIsCopiedWithTabs();
    void sameRunsDoNotDiffer();
    void horizonDiffersWhereTheScheduleReadsIt();
    void settingsAndKnobsThatDifferAreListed();
    void layersAreComparedInOrder();
    void chosenRunsAreCompared();
    void longNamesAreToldApart();
    void headsOfThreeRunsAreElidedInTheMiddle();
};

void TestCompareFigures::figuresAreThoseOfTheEvaluation()
{
    openTwo();
    const QTableWidget& table = m_page->findChild<FiguresView*>()->table();
    const auto isFull = [&] {
        return cellText(table, "MSE", 1).toDouble() > 0 && cellText(table, "MSE", 2).toDouble() > 0;
    };
    QTRY_VERIFY(isFull());
    ThreadPool pool(1);
    const FrozenModel& frozen = run(1).snapshot()->frozen;
    const Evaluation expected =
        evaluate(*frozen.model, frozen.parameters, *run(1).data(), run(1).split().test, {}, pool);
    QVERIFY(std::abs(cellText(table, "MSE", 2).toDouble() / expected.mse() - 1) < 0.01);
    QVERIFY(std::abs(cellText(table, "KL", 2).toDouble() - *expected.kl()) < 0.01);
    QCOMPARE(cellText(table, "Active units", 2), QString("%1 of 2").arg(*expected.activeUnits));
    QCOMPARE(cellText(table, "Step", 2), QString("0"));
    QCOMPARE(table.horizontalHeaderItem(2)->text(), QString("Other VAE"));
}

/// While a run trains, its figures are some steps old.
void TestCompareFigures::stepIsTheOneThatWasEvaluated()
{
    openTwo();
    run(0).stepEpoch();
    QTRY_COMPARE(run(0).status().step, std::int64_t(7));
    const auto textOf = [&](const char* name, const RunFigures& figures) {
        return byName(figureTypes(), name, "figure").text(figures);
    };
    const RunFigures judged{.run = &run(0), .evaluation = std::make_shared<Evaluation>(), .step = 5, .epoch = 0.71};
    QCOMPARE(textOf("Step", judged), QString("5"));
    QCOMPARE(textOf("Epoch", judged), QString("0.71"));
    QCOMPARE(textOf("Step", {.run = &run(0)}), QString("7"));
}

void TestCompareFigures::bestIsMarkedWhereThereIsOne()
{
    openTwo();
    const auto figuresOf = [&](std::size_t i, double mse) {
        auto evaluation = std::make_shared<Evaluation>();
        evaluation->terms[AutoencoderTerm::Mse] = mse;
        return RunFigures{&run(i), evaluation};
    };
    const auto type = std::find_if(
        figureTypes().begin(), figureTypes().end(), [](const FigureType& each) { return QString(each.name) == "MSE"; });
    QCOMPARE(bestOf(*type, {figuresOf(0, 0.02), figuresOf(1, 0.01)}), (std::vector<bool>{false, true}));
    QCOMPARE(bestOf(*type, {figuresOf(0, 0.01), figuresOf(1, 0.010001)}), std::vector<bool>()); // as they are read
    QCOMPARE(bestOf(*type, {figuresOf(0, 0.01), RunFigures{&run(1), nullptr}}), std::vector<bool>());
    QCOMPARE(bestOf(figureTypes().front(), {figuresOf(0, 0.02), figuresOf(1, 0.01)}), std::vector<bool>());
}

void TestCompareFigures::noneIsBestWhereScalingsDiffer()
{
    RunSpec half = test::otherWindowRun();
    Dataset darker = *half.data;
    darker.scaling.scale /= 2;
    half.data = std::make_shared<const Dataset>(darker);
    const std::vector<RunDifference> all = differencesBetween(test::windowRun(), half);
    QVERIFY(std::any_of(all.begin(), all.end(), [](const RunDifference& each) { return each.name == "scaling"; }));

    open({test::windowRun(), half});
    QTRY_VERIFY(haveSameData(run(0), run(1)));
    const std::vector<RunFigures> judged{{.run = &run(0), .samples = 1}, {.run = &run(1), .samples = 1}};
    QVERIFY(!areComparable(judged));
    const QString note = figuresNote(judged, [](const RunSession&) { return QString("run"); });
    QVERIFY2(note.startsWith("The runs scale their data differently: no value is marked as best"), qPrintable(note));
}

void TestCompareFigures::headsOfThreeRunsAreElidedInTheMiddle()
{
    std::vector<RunSpec> runs(3, test::windowRun());
    for (std::size_t i = 0; i < 3; ++i) {
        runs[i].training.seed = i + 1;
        runs[i].model.title = "Convolutional denoising autoencoder of many letters, number " + std::to_string(i + 1);
    }
    open(runs);
    const QTableWidget& table = m_page->findChild<FiguresView*>()->table();
    QTRY_COMPARE(table.columnCount(), 4);
    const auto* heads = dynamic_cast<const ElidedHeader*>(table.horizontalHeader());
    QVERIFY(heads);
    for (int column = 1; column <= 3; ++column) {
        const QString whole = table.horizontalHeaderItem(column)->text();
        const QString shown = heads->shownText(column);
        QVERIFY2(shown.size() < whole.size() && shown.contains(QChar(0x2026)), qPrintable(shown));
        QCOMPARE(shown.front(), whole.front());
        QCOMPARE(shown.back(), whole.back()); // which tells them apart
        QVERIFY(heads->fontMetrics().horizontalAdvance(shown) < heads->sectionSize(column) - 16);
        QCOMPARE(table.horizontalHeaderItem(column)->toolTip(), whole);
    }
}

void TestCompareFigures::tableIsCopiedWithTabs()
{
    openTwo();
    const QStringList lines = m_page->findChild<FiguresView*>()->text().split('\n');
    QCOMPARE(lines.front(), QString("\tTiny VAE\tOther VAE"));
    QCOMPARE(lines[1], QString("Step\t0\t0"));
}

void TestCompareFigures::sameRunsDoNotDiffer()
{
    QVERIFY(differencesBetween(test::windowRun(), test::windowRun()).empty());
    open({test::windowRun(), test::windowRun()});
    QVERIFY(m_page->findChild<DifferencesView*>()->note().startsWith("No difference"));
}

void TestCompareFigures::horizonDiffersWhereTheScheduleReadsIt()
{
    RunSpec one = test::windowRun();
    RunSpec other = test::windowRun();
    other.training.schedule.horizon = one.training.schedule.horizon + 10;
    QVERIFY(differencesBetween(one, other).empty()); // the rate is constant
    one.training.schedule.kind = other.training.schedule.kind = "cosine";
    const std::vector<RunDifference> all = differencesBetween(one, other);
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all.front().name, QString("schedule horizon"));
}

void TestCompareFigures::settingsAndKnobsThatDifferAreListed()
{
    RunSpec other = test::windowRun();
    other.training.seed = 7;
    other.training.optimizer = "sgd";
    other.model.latentDim = 3;
    other.split.limit = 100;
    const std::vector<RunDifference> all = differencesBetween(test::windowRun(), other);
    const std::vector<RunDifference> expected{{"samples a part, at most", "0", "100"}, {"latent dimensions", "2", "3"},
        {"optimiser", "adam", "sgd"}, {"seed", "1", "7"}};
    QCOMPARE(all, expected);

    open({test::windowRun(), test::windowRun()});
    Knobs knobs = run(1).knobs();
    knobs.beta = 4;
    run(1).setKnobs(knobs);
    const QTableWidget& table = m_page->findChild<DifferencesView*>()->table();
    QCOMPARE(cellText(table, QString::fromUtf8("β"), 1), QString("1"));
    QCOMPARE(cellText(table, QString::fromUtf8("β"), 2), QString("4"));
}

void TestCompareFigures::layersAreComparedInOrder()
{
    const LayerSpec flatten{"flatten", {}};
    const LayerSpec relu{"relu", {}};
    const auto dense = [](int units) { return LayerSpec{"dense", {{"units", units}}}; };
    const QString none = QString::fromUtf8("–");
    const std::vector<RunDifference> inserted{{"encoder 2", none, "dense 64"}, {"encoder 3", none, "ReLU"}};
    QCOMPARE(
        layerDifferences("encoder", {flatten, dense(16), relu}, {flatten, dense(64), relu, dense(16), relu}), inserted);
    const std::vector<RunDifference> changed{{"encoder 2", "dense 16", "dense 32"}};
    QCOMPARE(layerDifferences("encoder", {flatten, dense(16), relu}, {flatten, dense(32), relu}), changed);
    QCOMPARE(layerText(dense(16)), QString("dense 16"));
}

void TestCompareFigures::chosenRunsAreCompared()
{
    RunSpec third = test::windowRun();
    third.training.batchSize = 8;
    open({test::windowRun(), test::windowRun(), third});
    auto& view = *m_page->findChild<DifferencesView*>();
    QVERIFY(!view.note().isEmpty());
    ChoiceBox& right = view.chooser(1);
    right.setFocus();
    QTest::keyClick(&right, Qt::Key_Down);
    QCOMPARE(right.currentIndex(), 2);
    QCOMPARE(cellText(view.table(), "batch size", 2), QString("8"));
    m_bench->close(run(2));
    QVERIFY(!view.note().isEmpty());
}

void TestCompareFigures::longNamesAreToldApart()
{
    RunSpec first = test::windowRun();
    first.model.title = "A variational autoencoder of two dimensions (edited)";
    RunSpec second = first;
    second.training.beta = 4;
    open({first, second});
    const auto& view = *m_page->findChild<DifferencesView*>();
    for (const std::size_t side : {0, 1}) {
        const ChoiceBox& box = view.chooser(side);
        const QString shown = box.shownText();
        QVERIFY2(shown.contains(QChar(0x2026)) && shown.endsWith(side == 0 ? '1' : '4'), qPrintable(shown));
        QStyleOptionComboBox option;
        option.initFrom(&box);
        const QRect field =
            box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
        QVERIFY(box.fontMetrics().horizontalAdvance(shown) + box.iconSize().width() < field.width());
    }
}

ISTHMUS_TEST(TestCompareFigures)
#include "tst_CompareFigures.moc"
