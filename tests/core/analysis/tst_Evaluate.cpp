// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "core/analysis/Quality.h"
#include "tests/TestProgram.h"

#include "tests/core/analysis/TestModels.h"

using namespace isthmus;

namespace {

bool near(double found, double expected, double relative = 1e-5)
{
    return std::abs(found - expected) <= relative * std::max(1.0, std::abs(expected));
}

bool same(const Evaluation& a, const Evaluation& b)
{
    return a.samples == b.samples && a.reconstruction() == b.reconstruction() && a.kl() == b.kl()
        && a.negativeElbo == b.negativeElbo && a.mse() == b.mse() && a.psnr == b.psnr && a.ssim == b.ssim
        && a.activeUnits == b.activeUnits && a.corruptedMse == b.corruptedMse;
}

} // namespace

class tst_Evaluate : public QObject
{
    Q_OBJECT

private slots:
    void plainModelMatchesPlainLoops_data();
    void plainModelMatchesPlainLoops();
    void klMatchesPlainLoops();
    void codeIsDrawnFromThePosterior();
    void noiseBelongsToTheSample();
    void activeUnitsAreThoseThatVary();
    void corruptionIsMeasuredAgainstTheClean();
    void corruptionAndPosteriorAreDrawnApart();
    void stopEndsBetweenBlocks();
    void qualityIsLeftOutOnRequest();
    void rowsOfNumbersHaveNoSsim();
    void bitsDoNotDependOnThreads();
};

void tst_Evaluate::plainModelMatchesPlainLoops_data()
{
    QTest::addColumn<QString>("loss");
    QTest::newRow("mse") << "mse";
    QTest::newRow("bce") << "bce";
}

void tst_Evaluate::plainModelMatchesPlainLoops()
{
    QFETCH(QString, loss);
    constexpr Index kCount = 300; // more than one block
    const Dataset data = smallData(kCount);
    const Autoencoder model(smallModel(Bottleneck::Plain, 2, loss.toStdString()), data.shape);
    const FloatVector parameters = someParameters(model);

    double reconstruction = 0;
    double squares = 0;
    double similarity = 0;
    for (Index sample = 0; sample < kCount; ++sample) {
        const std::vector<double> x = pixelsOf(data, sample);
        const std::vector<double> code =
            naiveDense(model, parameters, "encoder.3", naiveHidden(model, parameters, data, sample));
        std::vector<double> y = naiveDecoder(model, parameters, code);
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (loss == "bce") {
                y[i] = 1 / (1 + std::exp(-y[i]));
                reconstruction -= x[i] * std::log(y[i]) + (1 - x[i]) * std::log(1 - y[i]);
            } else
                reconstruction += 0.5 * (x[i] - y[i]) * (x[i] - y[i]);
            squares += (x[i] - y[i]) * (x[i] - y[i]);
        }
        similarity += ssim(data.shape, std::vector<float>(y.begin(), y.end()), std::vector<float>(x.begin(), x.end()));
    }
    ThreadPool pool(2);
    const Evaluation found = evaluate(model, parameters, data, numbersUpTo(kCount), {}, pool);
    QCOMPARE(found.samples, kCount);
    QVERIFY(near(found.reconstruction(), reconstruction / kCount));
    QVERIFY(near(found.mse(), squares / (kCount * 12)));
    QVERIFY(near(found.psnr, -10 * std::log10(squares / (kCount * 12))));
    QVERIFY(near(found.ssim.value(), similarity / kCount, 1e-4));
    QVERIFY(!found.kl() && !found.negativeElbo && !found.activeUnits && !found.corruptedMse);
}

void tst_Evaluate::klMatchesPlainLoops()
{
    constexpr Index kCount = 300;
    const Dataset data = smallData(kCount);
    const Autoencoder model(smallModel(Bottleneck::Gaussian, 3, "bce"), data.shape);
    const FloatVector parameters = someParameters(model);
    double kl = 0;
    for (Index sample = 0; sample < kCount; ++sample) {
        const std::vector<double> hidden = naiveHidden(model, parameters, data, sample);
        const std::vector<double> mu = naiveDense(model, parameters, "mu", hidden);
        const std::vector<double> logVar = naiveDense(model, parameters, "log_var", hidden);
        for (std::size_t i = 0; i < mu.size(); ++i)
            kl += 0.5 * (mu[i] * mu[i] + std::exp(logVar[i]) - 1 - logVar[i]);
    }
    ThreadPool pool(2);
    const Evaluation found = evaluate(model, parameters, data, numbersUpTo(kCount), {}, pool);
    QVERIFY(near(found.kl().value(), kl / kCount));
    QCOMPARE(found.negativeElbo.value(), found.reconstruction() + *found.kl());
}

/// mu = 0 and variance e^1 in one dimension, picture = 2 z + 0.5 on every pixel: the mean square follows.
void tst_Evaluate::codeIsDrawnFromThePosterior()
{
    constexpr Index kCount = 4000;
    const Dataset data = smallData(kCount);
    const Autoencoder model(linearModel(1), data.shape);
    FloatVector parameters = passingParameters(model);
    fill(model, parameters, "log_var.bias", 1.0F);
    fill(model, parameters, "decoder.0.weight", 2.0F);
    fill(model, parameters, "decoder.0.bias", 0.5F);
    double fromMean = 0;
    for (Index sample = 0; sample < kCount; ++sample)
        for (const double x : pixelsOf(data, sample))
            fromMean += (0.5 - x) * (0.5 - x) / double(kCount * 12);

    ThreadPool pool(2);
    const Evaluation found = evaluate(model, parameters, data, numbersUpTo(kCount), {}, pool);
    QVERIFY2(near(found.mse(), fromMean + 4 * std::exp(1.0), 0.06), qPrintable(QString::number(found.mse())));
    QVERIFY(near(found.reconstruction(), 0.5 * 12 * found.mse()));

    EvaluateOptions other;
    other.seed = 2;
    QVERIFY(evaluate(model, parameters, data, numbersUpTo(kCount), other, pool).mse() != found.mse());
}

void tst_Evaluate::noiseBelongsToTheSample()
{
    const Dataset data = smallData(600);
    const Autoencoder model(smallModel(Bottleneck::Gaussian, 2, "mse"), data.shape);
    const FloatVector parameters = someParameters(model);
    ThreadPool pool(1);
    const auto of = [&](std::vector<Index> samples) {
        return evaluate(model, parameters, data, samples, {}, pool).reconstruction();
    };
    QVERIFY(near(of({5, 590}), (of({5}) + of({590})) / 2));
    QVERIFY(near(of(numbersUpTo(600)) * 600, of(numbersUpTo(599)) * 599 + of({599})));
}

void tst_Evaluate::activeUnitsAreThoseThatVary()
{
    const Dataset data = smallData(500);
    const Autoencoder model(linearModel(3), data.shape);
    FloatVector parameters = passingParameters(model);
    // Rows of mu: one far from zero that never varies, one that varies too little, one that varies.
    const Parameter& bias = parameterNamed(model, "mu.bias");
    bias.scatter(std::vector<float>{50, 0, 0}.data(), parameters);
    std::vector<float> weights(36, 0.0F);
    weights[12] = 0.1F;
    weights[24] = 1.0F;
    parameterNamed(model, "mu.weight").scatter(weights.data(), parameters);
    ThreadPool pool(1);
    QCOMPARE(evaluate(model, parameters, data, numbersUpTo(500), {}, pool).activeUnits.value(), 1);
}

void tst_Evaluate::corruptionIsMeasuredAgainstTheClean()
{
    constexpr Index kCount = 40;
    const Dataset data = smallData(kCount);
    const Autoencoder model(smallModel(Bottleneck::Plain, 2, "mse"), data.shape);
    const FloatVector parameters = someParameters(model);
    EvaluateOptions options;
    options.corruption = {"mask", 1.0}; // every value becomes 0, so both numbers follow by hand
    double corrupted = 0;
    double restored = 0;
    const std::vector<double> hidden = naiveDense(model, parameters, "encoder.1", std::vector<double>(12, 0.0), true);
    const std::vector<double> y = naiveDecoder(model, parameters, naiveDense(model, parameters, "encoder.3", hidden));
    for (Index sample = 0; sample < kCount; ++sample) {
        const std::vector<double> x = pixelsOf(data, sample);
        for (std::size_t i = 0; i < x.size(); ++i) {
            corrupted += x[i] * x[i];
            restored += (y[i] - x[i]) * (y[i] - x[i]);
        }
    }
    ThreadPool pool(1);
    const Evaluation found = evaluate(model, parameters, data, numbersUpTo(kCount), options, pool);
    QVERIFY(near(found.corruptedMse.value(), corrupted / (kCount * 12)));
    QVERIFY(near(found.mse(), restored / (kCount * 12)));
}

/// One grey pixel under Gaussian noise, and a code that is this noise in units of its sigma
/// and noise of its own: the variances add up, of one stream for both the numbers would.
void tst_Evaluate::corruptionAndPosteriorAreDrawnApart()
{
    constexpr Index kCount = 4000;
    Dataset data = smallData(kCount, 1, 1);
    data.scaling = {0.0, 0.5};
    const Autoencoder model(linearModel(1), data.shape);
    FloatVector parameters(static_cast<std::size_t>(model.parameterCount()), 0.0F);
    fill(model, parameters, "encoder.1.weight", 1.0F);
    fill(model, parameters, "mu.weight", 10.0F / 12); // the noise of the input over its sigma
    fill(model, parameters, "mu.bias", -5.0F);
    fill(model, parameters, "decoder.0.weight", 1.0F);
    fill(model, parameters, "decoder.0.bias", 0.5F);
    EvaluateOptions options;
    options.corruption = {"gaussian", 0.1};
    ThreadPool pool(2);
    const double mse = evaluate(model, parameters, data, numbersUpTo(kCount), options, pool).mse();
    QVERIFY2(near(mse, 2, 0.1), qPrintable(QString::number(mse))); // of one stream for both it is 4
}

void tst_Evaluate::stopEndsBetweenBlocks()
{
    const Dataset data = smallData(700);
    const Autoencoder model(smallModel(Bottleneck::Plain, 2, "mse"), data.shape);
    const FloatVector parameters = someParameters(model);
    int asked = 0;
    EvaluateOptions options;
    options.stop = [&asked] { return ++asked > 1; };
    ThreadPool pool(1);
    const Evaluation part = evaluate(model, parameters, data, numbersUpTo(700), options, pool);
    const Evaluation first = evaluate(model, parameters, data, numbersUpTo(256), {}, pool);
    QCOMPARE(part.samples, Index(256));
    QVERIFY(same(part, first));
}

void tst_Evaluate::qualityIsLeftOutOnRequest()
{
    const Dataset data = smallData(50);
    const Autoencoder model(smallModel(Bottleneck::Gaussian, 2, "mse"), data.shape);
    const FloatVector parameters = someParameters(model);
    EvaluateOptions options;
    options.quality = false;
    ThreadPool pool(1);
    const Evaluation fast = evaluate(model, parameters, data, numbersUpTo(50), options, pool);
    const Evaluation whole = evaluate(model, parameters, data, numbersUpTo(50), {}, pool);
    QVERIFY(!fast.activeUnits && !fast.ssim);
    QVERIFY(fast.reconstruction() == whole.reconstruction() && fast.kl() == whole.kl() && fast.mse() == whole.mse());
}

void tst_Evaluate::rowsOfNumbersHaveNoSsim()
{
    const Dataset data = smallData(50, 1, 12);
    const Autoencoder model(smallModel(Bottleneck::Plain, 2, "mse"), data.shape);
    ThreadPool pool(1);
    const Evaluation found = evaluate(model, someParameters(model), data, numbersUpTo(50), {}, pool);
    QVERIFY(!found.ssim && found.psnr > 0);
}

void tst_Evaluate::bitsDoNotDependOnThreads()
{
    const Dataset data = smallData(700, 12, 13);
    const Autoencoder model(smallModel(Bottleneck::Gaussian, 3, "bce"), data.shape);
    const FloatVector parameters = someParameters(model);
    EvaluateOptions options;
    options.corruption = {"gaussian", 0.3};
    ThreadPool one(1);
    const Evaluation expected = evaluate(model, parameters, data, numbersUpTo(700), options, one);
    for (const int threads : {2, 4}) {
        ThreadPool pool(threads);
        QVERIFY(same(evaluate(model, parameters, data, numbersUpTo(700), options, pool), expected));
    }
}

ISTHMUS_GUILESS_TEST(tst_Evaluate)
#include "tst_Evaluate.moc"
