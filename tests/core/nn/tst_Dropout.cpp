// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Network.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <numeric>

using namespace isthmus;

namespace {

constexpr Index kFeatures = 1000;

std::vector<Index> numbersFrom(Index first, Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

/// Ones through a dropout layer that is number `number` of its model: 0 where they were dropped.
Batch maskOf(const std::vector<Index>& samples, double rate = 0.25, std::uint64_t seed = 1, std::uint32_t epoch = 0,
    std::uint32_t number = 0)
{
    const Shape shape = Shape::vector(kFeatures);
    const Network network("test", {{"dropout", {{"rate", rate}}}}, shape, shape, 0, {{}, {}, number});
    ThreadPool pool(2);
    const LayerNoise noise{seed, epoch, samples};
    NetworkState state;
    Batch ones(kFeatures, static_cast<Index>(samples.size()));
    ones.view().setOnes();
    return network.forward({nullptr, pool, nullptr, &noise}, ones, state);
}

/// Share of values that two masks of the same size have in common.
double agreement(const Batch& a, const Batch& b)
{
    return (a.view().array() == b.view().array()).cast<double>().mean();
}

} // namespace

class TestDropout : public QObject
{
    Q_OBJECT
private slots:
    void dropsTheShareAskedForAndKeepsTheMean_data();
    void dropsTheShareAskedForAndKeepsTheMean();
    void maskBelongsToTheSampleAlone();
    void maskDependsOnSeedEpochAndLayer();
    void isTheIdentityOutsideTraining();
    void gradientTakesTheSameMask();
};

void TestDropout::dropsTheShareAskedForAndKeepsTheMean_data()
{
    QTest::addColumn<double>("rate");
    for (const double rate : {0.0, 0.1, 0.5, 0.9})
        QTest::addRow("%g", rate) << rate;
}

void TestDropout::dropsTheShareAskedForAndKeepsTheMean()
{
    QFETCH(double, rate);
    const Batch mask = maskOf(numbersFrom(0, 100), rate);
    const auto values = mask.view().array();
    const double dropped = (values == 0.0F).cast<double>().mean();
    QVERIFY(std::abs(dropped - rate) < 0.005); // 3 standard deviations of 100,000 draws
    QVERIFY(((values == 0.0F) || (values - static_cast<float>(1 / (1 - rate))).abs() < 1e-5F).all());
}

void TestDropout::maskBelongsToTheSampleAlone()
{
    const Batch many = maskOf(numbersFrom(40, 37));
    const Batch alone = maskOf({61});
    QVERIFY((many.view().col(21).array() == alone.view().col(0).array()).all());
    QVERIFY(!(many.view().col(20).array() == alone.view().col(0).array()).all());
}

void TestDropout::maskDependsOnSeedEpochAndLayer()
{
    const std::vector<Index> samples = numbersFrom(0, 50);
    const Batch mask = maskOf(samples, 0.5);
    QCOMPARE(agreement(mask, maskOf(samples, 0.5)), 1.0);
    for (const Batch& other : {maskOf(samples, 0.5, 2), maskOf(samples, 0.5, 1, 1), maskOf(samples, 0.5, 1, 0, 1)})
        QVERIFY(std::abs(agreement(mask, other) - 0.5) < 0.02); // as two coins agree
}

void TestDropout::isTheIdentityOutsideTraining()
{
    const Shape shape = Shape::vector(3);
    const Network network("test", {{"dropout", {}}}, shape, shape, 0);
    ThreadPool pool;
    NetworkState state;
    Batch in(3, 2);
    in.view() << 1, -2, //
        3, 4, //
        5, 6;
    QVERIFY(network.forward({nullptr, pool}, in, state).view() == in.view());
}

void TestDropout::gradientTakesTheSameMask()
{
    const Shape shape = Shape::vector(kFeatures);
    const Network network("test", {{"dropout", {{"rate", 0.25}}}}, shape, shape, 0);
    const std::vector<Index> samples = numbersFrom(0, 20);
    ThreadPool pool(2);
    const LayerNoise noise{1, 0, samples};
    const Pass pass{nullptr, pool, nullptr, &noise};
    NetworkState state;
    Batch ones(kFeatures, 20);
    ones.view().setOnes();
    network.forward(pass, ones, state);
    network.outputGradient(state) = ones;
    Batch gradient;
    network.backward(pass, ones, state, nullptr, &gradient);
    QVERIFY(gradient.view() == maskOf(samples).view());
}

ISTHMUS_APPLESS_TEST(TestDropout)
#include "tst_Dropout.moc"
