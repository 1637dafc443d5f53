// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/Loss.h"
#include "tests/TestProgram.h"
#include "tests/core/nn/GradientCheck.h"

#include <cmath>
#include <limits>
#include <numeric>

using namespace isthmus;

class TestLosses : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void valueMatchesHandComputedNumbers_data();
    void valueMatchesHandComputedNumbers();
    void extremeLogitsStayFinite();
    void absoluteErrorHasNoSlopeAtItsKink();
    void sumsOverFeaturesAndAveragesOverSamples();
    void paddingDoesNotCount();
    void missingTargetsAreLeftOut_data();
    void missingTargetsAreLeftOut();
    void otherRowsKeepTheirBits();
    void divergedOutputsAreNotTakenForMissing();
    void unknownNameIsRefused();
};

void TestLosses::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("samples");
    for (const LossType& type : lossTypes()) {
        for (const int samples : {1, 16, 21})
            QTest::addRow("%s, %d samples", type.name, samples) << QString(type.name) << samples;
    }
}

void TestLosses::gradientMatchesFiniteDifferences()
{
    QFETCH(QString, name);
    QFETCH(int, samples);
    const LossType& loss = lossType(name.toStdString());
    ThreadPool pool;
    Batch output(9, samples);
    Batch target(9, samples);
    Batch gradient;
    test::fill(output, 1);
    test::fill(target, 2);
    target.view() = (target.view().array() * 0.45F + 0.5F).matrix();
    for (Index row = 0; row < 9; ++row) {
        for (Index column = 0; column < samples; ++column) {
            if (std::abs(output.row(row)[column] - target.row(row)[column]) < 0.02F)
                target.row(row)[column] += 0.05F; // away from the kink of |output - target|
        }
    }
    evaluateLoss(loss, output, target, &gradient, pool);
    for (Index row = 0; row < 9; ++row) {
        for (Index column = 0; column < samples; ++column) {
            float& value = output.row(row)[column];
            const float kept = value;
            value = kept + 1e-2F;
            const double above = evaluateLoss(loss, output, target, nullptr, pool);
            value = kept - 1e-2F;
            const double below = evaluateLoss(loss, output, target, nullptr, pool);
            value = kept;
            const double numeric = (above - below) / 2e-2;
            QVERIFY(std::abs(numeric - static_cast<double>(gradient.row(row)[column])) < 2e-4);
        }
    }
}

void TestLosses::valueMatchesHandComputedNumbers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<float>("output");
    QTest::addColumn<float>("target");
    QTest::addColumn<double>("value");
    QTest::newRow("mse") << "mse" << 3.0F << 1.0F << 2.0;
    QTest::newRow("l1 above") << "l1" << 3.0F << 1.0F << 2.0;
    QTest::newRow("l1 below") << "l1" << -0.25F << 1.0F << 1.25;
    QTest::newRow("bce of 0") << "bce" << 0.0F << 0.3F << 0.69314718056; // log 2 whatever the target
    QTest::newRow("bce of 2 for 1") << "bce" << 2.0F << 1.0F << 0.12692801104;
    QTest::newRow("bce of 2 for 0.25") << "bce" << 2.0F << 0.25F << 1.62692801104;
    QTest::newRow("bce of -3 for 0") << "bce" << -3.0F << 0.0F << 0.04858735157;
}

void TestLosses::valueMatchesHandComputedNumbers()
{
    QFETCH(QString, name);
    QFETCH(float, output);
    QFETCH(float, target);
    QFETCH(double, value);
    ThreadPool pool;
    Batch out(1, 1);
    Batch clean(1, 1);
    out.row(0)[0] = output;
    clean.row(0)[0] = target;
    const double found = evaluateLoss(lossType(name.toStdString()), out, clean, nullptr, pool);
    QVERIFY2(std::abs(found - value) < 1e-6, qPrintable(QString::number(found, 'g', 12)));
}

void TestLosses::extremeLogitsStayFinite()
{
    ThreadPool pool;
    Batch out(1, 2);
    Batch clean(1, 2);
    out.view() << 1e4F, -1e4F;
    clean.view() << 0.0F, 0.0F;
    Batch gradient;
    QCOMPARE(evaluateLoss(lossType("bce"), out, clean, &gradient, pool), 5000.0);
    QCOMPARE(gradient.row(0)[0], 0.5F);
    QCOMPARE(gradient.row(0)[1], 0.0F);
}

void TestLosses::absoluteErrorHasNoSlopeAtItsKink()
{
    ThreadPool pool;
    Batch out(1, 4);
    Batch clean(1, 4);
    out.view() << 0.5F, 0.75F, 0.25F, 0.5F;
    clean.view() << 0.5F, 0.5F, 0.5F, 1.5F;
    Batch gradient;
    QCOMPARE(evaluateLoss(lossType("l1"), out, clean, &gradient, pool), 1.5 / 4);
    const float expected[] = {0.0F, 0.25F, -0.25F, -0.25F};
    for (Index i = 0; i < 4; ++i)
        QCOMPARE(gradient.row(0)[i], expected[i]);
}

void TestLosses::sumsOverFeaturesAndAveragesOverSamples()
{
    ThreadPool pool;
    Batch out(40, 3);
    Batch clean(40, 3);
    out.view().setConstant(2.0F);
    clean.view().setZero();
    Batch gradient;
    QCOMPARE(evaluateLoss(lossType("mse"), out, clean, &gradient, pool), 80.0); // 40 features * 0.5 * 4
    QCOMPARE(gradient.row(5)[2], 2.0F / 3.0F);
}

void TestLosses::paddingDoesNotCount()
{
    ThreadPool pool;
    for (const LossType& loss : lossTypes()) {
        Batch out(1, 3);
        Batch clean(1, 3);
        for (Index i = 0; i < out.stride(); ++i) {
            out.row(0)[i] = i < 3 ? 0.5F : 1000.0F;
            clean.row(0)[i] = 0.0F;
        }
        const double value = evaluateLoss(loss, out, clean, nullptr, pool);
        QVERIFY(value < 2.0);
    }
}

void TestLosses::missingTargetsAreLeftOut_data()
{
    gradientMatchesFiniteDifferences_data();
}

/// The loss is that of the values that have a target, and the others have no gradient.
void TestLosses::missingTargetsAreLeftOut()
{
    QFETCH(QString, name);
    QFETCH(int, samples);
    const LossType& loss = lossType(name.toStdString());
    ThreadPool pool;
    Batch output(4, samples);
    Batch target(4, samples);
    test::fill(output, 1);
    test::fill(target, 2);
    target.view() = (target.view().array() * 0.45F + 0.5F).matrix();
    double expected = 0;
    for (Index row = 0; row < 4; ++row) {
        for (Index column = 0; column < samples; ++column) {
            Batch one(1, 1);
            Batch wanted(1, 1);
            *one.row(0) = output.row(row)[column];
            *wanted.row(0) = target.row(row)[column];
            if (row == 3 || (row + column) % 3 == 0)
                target.row(row)[column] = std::numeric_limits<float>::quiet_NaN();
            else
                expected += evaluateLoss(loss, one, wanted, nullptr, pool) / samples;
        }
    }
    Batch gradient;
    const double found = evaluateLoss(loss, output, target, &gradient, pool);
    QVERIFY2(std::abs(found - expected) < 1e-5, qPrintable(QString::number(found - expected)));
    std::vector<double> each(static_cast<std::size_t>(samples));
    evaluateLossOfSamples(loss, output, target, each, pool);
    QVERIFY(std::abs(std::accumulate(each.begin(), each.end(), 0.0) / samples - expected) < 1e-5);
    for (Index row = 0; row < 4; ++row) {
        for (Index column = 0; column < samples; ++column) {
            const float slope = gradient.row(row)[column];
            QVERIFY(std::isfinite(slope));
            QCOMPARE(slope == 0, std::isnan(target.row(row)[column]));
        }
    }
}

void TestLosses::otherRowsKeepTheirBits()
{
    ThreadPool pool;
    for (const LossType& loss : lossTypes()) {
        Batch output(2, 21);
        Batch target(2, 21);
        test::fill(output, 1);
        test::fill(target, 2);
        target.view() = (target.view().array() * 0.45F + 0.5F).matrix();
        Batch whole;
        (void)evaluateLoss(loss, output, target, &whole, pool);
        target.row(0)[3] = std::numeric_limits<float>::quiet_NaN();
        Batch some;
        (void)evaluateLoss(loss, output, target, &some, pool);
        for (Index column = 0; column < 21; ++column)
            QCOMPARE(some.row(1)[column], whole.row(1)[column]);
    }
}

void TestLosses::divergedOutputsAreNotTakenForMissing()
{
    ThreadPool pool;
    for (const LossType& loss : lossTypes()) {
        Batch output(1, 3);
        Batch target(1, 3);
        output.view() << 0.5F, std::numeric_limits<float>::quiet_NaN(), 0.5F;
        target.view() << 0.25F, 0.5F, std::numeric_limits<float>::quiet_NaN();
        QVERIFY(std::isnan(evaluateLoss(loss, output, target, nullptr, pool)));
    }
}

void TestLosses::unknownNameIsRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, (void)lossType("hinge"));
}

ISTHMUS_APPLESS_TEST(TestLosses)
#include "tst_Losses.moc"
