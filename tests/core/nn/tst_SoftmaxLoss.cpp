// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/SoftmaxLoss.h"
#include "tests/TestProgram.h"
#include "tests/core/nn/GradientCheck.h"

#include <cmath>
#include <vector>

using namespace isthmus;

namespace {

std::vector<std::int32_t> someLabels(Index samples, std::int32_t classes)
{
    std::vector<std::int32_t> labels;
    for (Index i = 0; i < samples; ++i)
        labels.push_back(static_cast<std::int32_t>(i * i % classes));
    return labels;
}

Batch someLogits(Index classes, Index samples, float factor = 3)
{
    Batch logits(classes, samples);
    test::fill(logits, 4);
    logits.view() *= factor;
    return logits;
}

} // namespace

/// Cross-entropy of a softmax, from logits.
class TestSoftmaxLoss : public QObject
{
    Q_OBJECT
private slots:
    void handComputedNumbers();
    void gradientMatchesFiniteDifferences();
    void largeLogitsDoNotOverflow();
    void bitsDoNotDependOnThreads();
    void notANumberIsSeen();
};

void TestSoftmaxLoss::handComputedNumbers()
{
    Batch logits(3, 2);
    for (Index k = 0; k < 3; ++k) {
        logits.row(k)[0] = std::log(static_cast<float>(k + 1)); // probabilities 1/6, 2/6, 3/6
        logits.row(k)[1] = 0;
    }
    Batch gradient;
    ThreadPool pool;
    const ClassLosses found = softmaxCrossEntropy(logits, std::vector<std::int32_t>{2, 1}, &gradient, pool);
    QVERIFY(std::abs(found.crossEntropy - (std::log(2.0) + std::log(3.0)) / 2) < 1e-6);
    QCOMPARE(found.accuracy, 0.5); // of equal logits the first counts as the largest
    const float expected[3][2] = {{1.0F / 12, 1.0F / 6}, {1.0F / 6, -1.0F / 3}, {-0.25F, 1.0F / 6}};
    for (Index k = 0; k < 3; ++k)
        for (Index i = 0; i < 2; ++i)
            QVERIFY(std::abs(gradient.row(k)[i] - expected[k][i]) < 1e-6F);
}

void TestSoftmaxLoss::gradientMatchesFiniteDifferences()
{
    Batch logits = someLogits(5, 37);
    const std::vector<std::int32_t> labels = someLabels(37, 5);
    Batch gradient;
    ThreadPool pool(2);
    (void)softmaxCrossEntropy(logits, labels, &gradient, pool);
    const auto lossWith = [&](float& logit, float value) {
        logit = value;
        return softmaxCrossEntropy(logits, labels, nullptr, pool).crossEntropy;
    };
    for (Index k = 0; k < 5; ++k)
        for (Index i = 0; i < 37; ++i) {
            const float kept = logits.row(k)[i];
            const double above = lossWith(logits.row(k)[i], kept + 1e-2F);
            const double below = lossWith(logits.row(k)[i], kept - 1e-2F);
            logits.row(k)[i] = kept;
            QVERIFY(std::abs((above - below) / 2e-2 - static_cast<double>(gradient.row(k)[i])) < 1e-5);
        }
}

void TestSoftmaxLoss::largeLogitsDoNotOverflow()
{
    Batch logits(2, 1);
    logits.row(0)[0] = 1e30F;
    logits.row(1)[0] = -1e30F;
    Batch gradient;
    ThreadPool pool;
    const ClassLosses found = softmaxCrossEntropy(logits, std::vector<std::int32_t>{0}, &gradient, pool);
    QCOMPARE(found.crossEntropy, 0.0);
    QCOMPARE(gradient.row(1)[0], 0.0F);
}

void TestSoftmaxLoss::bitsDoNotDependOnThreads()
{
    const Batch logits = someLogits(10, 700);
    const std::vector<std::int32_t> labels = someLabels(700, 10);
    ThreadPool one(1);
    Batch expected;
    const ClassLosses reference = softmaxCrossEntropy(logits, labels, &expected, one);
    for (const int threads : {2, 3}) {
        ThreadPool pool(threads);
        Batch gradient;
        const ClassLosses found = softmaxCrossEntropy(logits, labels, &gradient, pool);
        QCOMPARE(found.crossEntropy, reference.crossEntropy);
        QCOMPARE(found.accuracy, reference.accuracy);
        QVERIFY((gradient.view().array() == expected.view().array()).all());
    }
}

void TestSoftmaxLoss::notANumberIsSeen()
{
    Batch logits = someLogits(3, 20);
    logits.row(1)[7] = std::nanf("");
    ThreadPool pool;
    QVERIFY(std::isnan(softmaxCrossEntropy(logits, someLabels(20, 3), nullptr, pool).crossEntropy));
}

ISTHMUS_APPLESS_TEST(TestSoftmaxLoss)
#include "tst_SoftmaxLoss.moc"
