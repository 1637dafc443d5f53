// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/GradientNorm.h"
#include "core/nn/Optimizer.h"
#include "tests/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

using namespace isthmus;

namespace {

FloatVector floats(const QJsonValue& list)
{
    FloatVector values;
    for (const QJsonValue& value : list.toArray())
        values.push_back(static_cast<float>(value.toDouble()));
    return values;
}

/// Written by make_optimizers.py.
QJsonArray casesOfPyTorch()
{
    QFile file(ISTHMUS_SOURCE_DIR "/tests/fixtures/optimizers.json");
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())["cases"].toArray() : QJsonArray();
}

} // namespace

class TestOptimizers : public QObject
{
    Q_OBJECT
private slots:
    void everyOptimizerIsPyTorchs_data();
    void everyOptimizerIsPyTorchs();
    void adamMatchesAlgorithm1();
    void sgdMatchesItsFormula();
    void timeAdvancesOncePerStep_data();
    void timeAdvancesOncePerStep();
    void everyOptimizerFindsTheMinimumOfAParabola_data();
    void everyOptimizerFindsTheMinimumOfAParabola();
    void resultDoesNotDependOnThreads_data();
    void resultDoesNotDependOnThreads();
    void decayActsWithoutAGradient();
    void normIsThatOfTheWholeVector();
    void normDoesNotDependOnThreads();
    void hugeGradientsHaveANorm();
    void shortGradientsAreNotScaled();
    void unknownNameIsRefused();

private:
    static void eachType();
};

void TestOptimizers::eachType()
{
    QTest::addColumn<QString>("name");
    for (const OptimizerType& type : optimizerTypes())
        QTest::addRow("%s", type.name) << QString(type.name);
}

void TestOptimizers::everyOptimizerIsPyTorchs_data()
{
    eachType();
}

void TestOptimizers::everyOptimizerIsPyTorchs()
{
    QFETCH(QString, name);
    const OptimizerType& type = optimizerType(name.toStdString());
    ThreadPool pool;
    int cases = 0;
    for (const QJsonValue& value : casesOfPyTorch()) {
        const QJsonObject given = value.toObject();
        if (given["optimizer"].toString() != name)
            continue;
        ++cases;
        FloatVector weights = floats(given["start"]);
        OptimizerState state = makeOptimizerState(type, weights.size());
        OptimizerStep step{
            given["rate"].toDouble(), given["momentum"].toDouble(), given["weightDecay"].toDouble(), 1, 1};
        const double clip = given["clip"].toDouble();
        for (qsizetype i = 0; i < given["gradients"].toArray().size(); ++i) {
            const FloatVector gradient = floats(given["gradients"].toArray()[i]);
            step.gradientScale = clip > 0 ? clippingScale(gradientNorm(gradient, pool), clip) : 1;
            applyOptimizer(type, step, gradient, weights, state, pool);
            const FloatVector expected = floats(given["after"].toArray()[i]);
            for (std::size_t w = 0; w < weights.size(); ++w)
                QVERIFY2(std::abs(weights[w] - expected[w]) < 2e-6F,
                    qPrintable(QString("step %1: expected %2, found %3").arg(i + 1).arg(expected[w]).arg(weights[w])));
        }
    }
    QVERIFY(cases >= 2); // without and with clipping
}

void TestOptimizers::adamMatchesAlgorithm1()
{
    ThreadPool pool;
    FloatVector weights{1.0F, -2.0F};
    const OptimizerType& adam = optimizerType("adam");
    OptimizerState state = makeOptimizerState(adam, 2);
    double m[2] = {};
    double v[2] = {};
    double expected[2] = {1.0, -2.0};
    for (int t = 1; t <= 10; ++t) {
        const FloatVector gradient{0.3F * static_cast<float>(t), -0.01F};
        applyOptimizer(adam, {0.1, 0}, gradient, weights, state, pool);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto g = static_cast<double>(gradient[i]);
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            const double mHat = m[i] / (1 - std::pow(0.9, t));
            const double vHat = v[i] / (1 - std::pow(0.999, t));
            expected[i] -= 0.1 * mHat / (std::sqrt(vHat) + 1e-8);
            QVERIFY(std::abs(static_cast<double>(weights[i]) - expected[i]) < 1e-5);
        }
    }
}

void TestOptimizers::sgdMatchesItsFormula()
{
    ThreadPool pool;
    FloatVector weights{1.0F};
    const OptimizerType& sgd = optimizerType("sgd");
    OptimizerState state = makeOptimizerState(sgd, 1);
    applyOptimizer(sgd, {0.1, 0.5}, {2.0F}, weights, state, pool);
    QCOMPARE(weights[0], 0.8F); // v = 2
    applyOptimizer(sgd, {0.1, 0.5}, {1.0F}, weights, state, pool);
    QCOMPARE(weights[0], 0.6F); // v = 0.5 * 2 + 1 = 2
}

void TestOptimizers::timeAdvancesOncePerStep_data()
{
    eachType();
}

void TestOptimizers::timeAdvancesOncePerStep()
{
    QFETCH(QString, name);
    const OptimizerType& type = optimizerType(name.toStdString());
    constexpr std::size_t kManyTiles = 100'000;
    ThreadPool pool(2);
    FloatVector weights(kManyTiles, 1.0F);
    const FloatVector gradient(kManyTiles, 0.5F);
    OptimizerState state = makeOptimizerState(type, kManyTiles);
    for (int i = 0; i < 3; ++i)
        applyOptimizer(type, {0.1, 0.9}, gradient, weights, state, pool);
    QCOMPARE(state.time, 3);
    for (const float weight : weights)
        QCOMPARE(weight, weights.front()); // the first tile and the last took the same steps
}

void TestOptimizers::everyOptimizerFindsTheMinimumOfAParabola_data()
{
    eachType();
}

void TestOptimizers::everyOptimizerFindsTheMinimumOfAParabola()
{
    QFETCH(QString, name);
    const OptimizerType& type = optimizerType(name.toStdString());
    ThreadPool pool;
    FloatVector weights{3.0F, -4.0F};
    OptimizerState state = makeOptimizerState(type, 2);
    for (int i = 0; i < 2000; ++i)
        applyOptimizer(type, {0.01, 0}, {weights[0] - 1, 10 * (weights[1] - 2)}, weights, state, pool);
    QVERIFY(std::abs(weights[0] - 1) < 0.05F);
    QVERIFY(std::abs(weights[1] - 2) < 0.05F);
}

void TestOptimizers::resultDoesNotDependOnThreads_data()
{
    eachType();
}

void TestOptimizers::resultDoesNotDependOnThreads()
{
    QFETCH(QString, name);
    const OptimizerType& type = optimizerType(name.toStdString());
    FloatVector reference;
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        FloatVector weights(70'001);
        FloatVector gradient(weights.size());
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights[i] = static_cast<float>(i % 91) * 0.01F;
            gradient[i] = static_cast<float>(i % 37) - 18;
        }
        OptimizerState state = makeOptimizerState(type, weights.size());
        for (int i = 0; i < 3; ++i)
            applyOptimizer(type, {1e-3, 0.9}, gradient, weights, state, pool);
        if (reference.empty())
            reference = weights;
        QCOMPARE(weights, reference);
    }
}

void TestOptimizers::decayActsWithoutAGradient()
{
    ThreadPool pool;
    for (const OptimizerType& type : optimizerTypes()) {
        FloatVector weights{2.0F, -4.0F};
        OptimizerState state = makeOptimizerState(type, 2);
        applyOptimizer(type, {0.1, 0, 0.5}, {0.0F, 0.0F}, weights, state, pool);
        QCOMPARE(weights, type.takesWeightDecay ? (FloatVector{1.9F, -3.8F}) : (FloatVector{2.0F, -4.0F}));
    }
}

void TestOptimizers::normIsThatOfTheWholeVector()
{
    ThreadPool pool(2);
    QCOMPARE(gradientNorm({3.0F, -4.0F}, pool), 5.0);
    const FloatVector many(1'000'003, -2.0F); // 32 tiles, the last one short
    QVERIFY(std::abs(gradientNorm(many, pool) - 2 * std::sqrt(1'000'003.0)) < 1e-8);
    FloatVector last(5000, 0.0F);
    last.back() = 7;
    QCOMPARE(gradientNorm(last, pool), 7.0);
}

void TestOptimizers::normDoesNotDependOnThreads()
{
    FloatVector gradient(70'001);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        gradient[i] = std::sin(static_cast<float>(i));
    ThreadPool one(1);
    ThreadPool four(4);
    QCOMPARE(gradientNorm(gradient, four) == gradientNorm(gradient, one), true); // to the bit
}

void TestOptimizers::hugeGradientsHaveANorm()
{
    ThreadPool pool;
    const double norm = gradientNorm({3e30F, -4e30F}, pool);
    QVERIFY(std::abs(norm / 5e30 - 1) < 1e-6);
    QVERIFY(std::abs(clippingScale(norm, 1) * norm - 1) < 1e-9);
    QCOMPARE(clippingScale(std::numeric_limits<double>::infinity(), 1), 0.0);
}

void TestOptimizers::shortGradientsAreNotScaled()
{
    QCOMPARE(clippingScale(0.5, 1), 1.0);
    QCOMPARE(clippingScale(0, 1), 1.0);
    QCOMPARE(clippingScale(2, 1), 1 / (2 + 1e-6));
}

void TestOptimizers::unknownNameIsRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, (void)optimizerType("lion"));
}

ISTHMUS_APPLESS_TEST(TestOptimizers)
#include "tst_Optimizers.moc"
