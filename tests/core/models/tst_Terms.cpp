// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Objective.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>

using namespace isthmus;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A part of the loss, a penalty that is recorded with its weight, that weight, and a figure of evaluations.
constexpr Term kTable[] = {
    {.name = "error", .label = "error", .unit = "nats"},
    {.name = "penalty", .label = "", .unit = "", .recorded = Recorded::Weighed},
    {.name = "strength", .label = "", .unit = "", .recorded = Recorded::Weight, .weightOf = 1},
    {.name = "accuracy", .label = "accuracy", .unit = "", .inSteps = false},
};

TermWeights weights(double penalty)
{
    TermWeights weights;
    weights.add(0, 1);
    weights.add(1, penalty);
    return weights;
}

} // namespace

/// Values of a loss's parts, and what records keep of them.
class TestTerms : public QObject
{
    Q_OBJECT
private slots:
    void lossIsTheWeighedSum();
    void whatIsNoPartDoesNotReachTheLoss();
    void recordsKeepWhatTheTableSays();
    void lossOfARecordIsThatOfItsTerms();
    void sharesAddUp();
    void autoencodersTableIsSound();
};

void TestTerms::lossIsTheWeighedSum()
{
    QCOMPARE(weights(0.5).total({3, 4, 0, 100}), 5.0);
    QCOMPARE(weights(0.5)[1], 0.5);
    QCOMPARE(weights(0.5)[3], 0.0);
    QCOMPARE(TermWeights().total({3, 4}), 0.0);
}

void TestTerms::whatIsNoPartDoesNotReachTheLoss()
{
    QCOMPARE(weights(2).total({3, 4, kNan, kNan}), 11.0);
    QVERIFY(std::isnan(weights(0).total({3, kNan}))); // a part that weighs nothing still has to be a number
}

void TestTerms::recordsKeepWhatTheTableSays()
{
    const LossTerms terms{3, 4, 7, 0.75};
    QVERIFY(stepTerms(kTable, terms, weights(0.5)) == (RecordedTerms{3, 2, 0.5F, 0}));
    QVERIFY(evaluationTerms(kTable, terms, weights(0.5)) == (RecordedTerms{3, 2, 0.5F, 0.75F}));
}

void TestTerms::lossOfARecordIsThatOfItsTerms()
{
    const LossTerms terms{3, 4, 0, 0.75};
    const RecordedTerms recorded = evaluationTerms(kTable, terms, weights(0.5));
    QCOMPARE(weights(0.5).total(recorded, kTable), static_cast<float>(weights(0.5).total(terms)));
}

void TestTerms::sharesAddUp()
{
    LossTerms sum;
    sum.add({4, 8}, 0.75);
    sum.add({8, 0}, 0.25);
    QVERIFY(sum == (LossTerms{5, 6}));
}

void TestTerms::autoencodersTableIsSound()
{
    const std::span<const Term> table = autoencoderTerms();
    QVERIFY(table.size() <= kMostTerms);
    QCOMPARE(std::string(table[AutoencoderTerm::Reconstruction].name), std::string("reconstruction"));
    QCOMPARE(std::string(table[AutoencoderTerm::TrainedKl].name), std::string("trained_kl"));
    QCOMPARE(std::string(table[AutoencoderTerm::Mse].name), std::string("mse"));
    QCOMPARE(table.size(), std::size_t(AutoencoderTerm::Beta) + 1);
    std::set<std::string> names;
    for (const Term& term : table)
        names.insert(term.name);
    QCOMPARE(names.size(), table.size());
}

ISTHMUS_APPLESS_TEST(TestTerms)
#include "tst_Terms.moc"
