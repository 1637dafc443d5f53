// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "core/analysis/Quality.h"
#include "core/runs/RunFile.h"
#include "core/train/AutoencoderTraining.h"
#include "tests/TestProgram.h"
#include "tests/core/train/WatchedRun.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace isthmus;

namespace {

/// Smooth layers, so that differences are finite ones of a smooth loss.
RunSpec blindRun(const std::string& loss, Bottleneck bottleneck)
{
    RunSpec run = test::tinyRun();
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 5}}}, {"tanh", {}}};
    run.model.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    run.model.bottleneck = bottleneck;
    run.model.latentDim = bottleneck == Bottleneck::Gaussian ? 2 : 0;
    run.model.loss = loss;
    run.training.corruption = {"blind-spot", 0.05};
    run.readySplit = readySplitOf(run);
    return run;
}

std::vector<Index> firstSamples(Index count)
{
    std::vector<Index> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), 0);
    return samples;
}

} // namespace

class TestBlindSpotTraining : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void lossEstimatesThatOfAllPixels();
    void resumeIsExact();
    void figuresAreOfTheHiddenPixels();
};

void TestBlindSpotTraining::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<std::string>("loss");
    QTest::addColumn<bool>("isVariational");
    for (const char* loss : {"mse", "bce"})
        for (const bool isVariational : {false, true})
            QTest::addRow("%s, %s", loss, isVariational ? "variational" : "plain")
                << std::string(loss) << isVariational;
}

/// Of the loss that is reported, in some parameters of each part.
void TestBlindSpotTraining::gradientMatchesFiniteDifferences()
{
    QFETCH(std::string, loss);
    QFETCH(bool, isVariational);
    const RunSpec run = blindRun(loss, isVariational ? Bottleneck::Gaussian : Bottleneck::Plain);
    AutoencoderTraining training(run);
    FloatVector parameters = training.initialise(3);
    const Knobs knobs = knobsOf(run.training);
    const StepContext context{parameters, run.training, knobs, 4, 7};
    const std::vector<Index> samples = firstSamples(19);
    ThreadPool pool;
    FloatVector gradient;
    FloatVector unused;
    const auto value = [&] {
        return training.weights(context).total(training.gradientOfShare(context, samples, unused, pool));
    };
    training.gradientOfShare(context, samples, gradient, pool);
    double largest = 0;
    double worst = 0;
    for (std::size_t i = 0; i < gradient.size(); i += 31) {
        const float kept = parameters[i];
        parameters[i] = kept + 4e-3F;
        const double above = value();
        parameters[i] = kept - 4e-3F;
        const double below = value();
        parameters[i] = kept;
        const double numeric = (above - below) / 8e-3;
        worst = std::max(worst, std::abs(numeric - static_cast<double>(gradient[i])));
        largest = std::max(largest, std::abs(numeric));
    }
    QVERIFY(largest > 0);
    QVERIFY2(worst < 5e-3 * largest, qPrintable(QString("%1 of %2").arg(worst).arg(largest)));
}

/// A twentieth of the pixels, times twenty: near the loss of all of them, on another scale than without a blind spot.
void TestBlindSpotTraining::lossEstimatesThatOfAllPixels()
{
    RunSpec run = blindRun("mse", Bottleneck::Plain);
    AutoencoderTraining training(run);
    const FloatVector parameters = training.initialise(3);
    const std::vector<Index> samples = firstSamples(200);
    ThreadPool pool;
    FloatVector gradient;
    const auto reconstruction = [&](const Corruption& corruption) {
        Knobs knobs;
        knobs.corruption = corruption;
        return training.gradientOfShare(
            {parameters, run.training, knobs, 0, 7}, samples, gradient, pool)[AutoencoderTerm::Reconstruction];
    };
    const double all = reconstruction({});
    const double hidden = reconstruction({"blind-spot", 0.05});
    QVERIFY2(std::abs(hidden / all - 1) < 0.1, qPrintable(QString("%1 of %2").arg(hidden).arg(all)));
}

void TestBlindSpotTraining::resumeIsExact()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("half.run").toStdString();
    RunSpec run = test::watchedRun();
    run.training.corruption = {"blind-spot", 0.05};
    TrainingRun straight(run);
    test::train(straight, 14);
    TrainingRun first(run);
    test::train(first, 7);
    writeRunFile(path, first.checkpoint());
    TrainingRun second(run);
    second.restore(readRunFile(path));
    test::train(second, 7, 3);
    QCOMPARE(second.parameters(), straight.parameters());
    QCOMPARE(second.lastRecord().loss, straight.lastRecord().loss);
    QCOMPARE(second.knobs().corruption, run.training.corruption);
}

/// The error of evaluate() is that of the hidden pixels, and there is no similarity, since no picture is whole.
void TestBlindSpotTraining::figuresAreOfTheHiddenPixels()
{
    const RunSpec run = blindRun("mse", Bottleneck::Plain);
    const Autoencoder model(run.model, run.data->shape);
    const FloatVector parameters = model.initialise(3);
    const std::vector<Index> samples = firstSamples(100);
    ThreadPool pool;
    EvaluateOptions options;
    options.corruption = run.training.corruption;
    const Evaluation found = evaluate(model, parameters, *run.data, samples, options, pool);
    QVERIFY(!found.ssim);

    Batch clean;
    run.data->gather(samples, clean);
    Batch seen = clean;
    corrupt(options.corruption, run.data->shape, 1, Purpose::EvaluationCorruption, 0, samples, seen, pool);
    leaveJudged(options.corruption, run.data->shape, 1, Purpose::EvaluationCorruption, 0, samples, clean, pool);
    const auto count = static_cast<double>(presentCount(clean));
    QVERIFY(count > 0.04 * double(clean.view().size()) && count < 0.06 * double(clean.view().size()));
    QVERIFY(std::abs(found.corruptedMse.value() - squaredErrorSum(seen, clean, pool) / count) < 1e-9);
    const double whole = found.mse() * count / (2 * 100 * 0.05); // 0.5 x squared error of a picture, all its pixels
    QVERIFY(std::abs(found.reconstruction() / whole - 1) < 1e-5);
}

ISTHMUS_GUILESS_TEST(TestBlindSpotTraining)
#include "tst_BlindSpotTraining.moc"
