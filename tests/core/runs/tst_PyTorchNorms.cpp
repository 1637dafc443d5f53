// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/JsonFields.h"
#include "core/files/Safetensors.h"
#include "core/models/Autoencoder.h"
#include "core/nn/Optimizer.h"
#include "core/runs/SpecJson.h"
#include "core/train/BufferUpdate.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

using namespace isthmus;

/// Models with normalisations, and with layers that no preset has, against PyTorch: output and gradients of a batch in
/// training; losses of ten steps of Adam on batches of 8 and 3 images, parameters and running statistics after them,
/// and what evaluation makes of those. The fixture is from tests/fixtures/make_norms.py.
class tst_PyTorchNorms : public QObject
{
    Q_OBJECT

private slots:
    void gradientsAreTheSame_data() { modelRows(); }
    void gradientsAreTheSame();
    void tenStepsAreTheSame_data() { modelRows(); }
    void tenStepsAreTheSame();

private:
    static void modelRows();
};

namespace {

constexpr Shape kNormImage{2, 3, 2};
constexpr Index kNormBatch = 8;
constexpr Index kSmallBatch = 3;
constexpr int kNormSteps = 10;
constexpr double kNormTolerance = 1e-4;

SafetensorsFile normFixture()
{
    return SafetensorsFile(ISTHMUS_SOURCE_DIR "/tests/fixtures/norms.safetensors");
}

/// Images of the fixture, by channel, row and column, as a batch.
Batch normImages(const FloatVector& values, Index count)
{
    Batch batch(kNormImage.size(), count);
    auto value = values.begin();
    for (Index sample = 0; sample < count; ++sample)
        for (Index channel = 0; channel < kNormImage.channels; ++channel)
            for (Index pixel = 0; pixel < kNormImage.size() / kNormImage.channels; ++pixel)
                batch.row(pixel * kNormImage.channels + channel)[sample] = *value++;
    return batch;
}

void compareNumbers(const std::string& what, const float* found, const float* expected, std::size_t count)
{
    double squares = 0;
    double differences = 0;
    for (std::size_t i = 0; i < count; ++i) {
        squares += std::pow(static_cast<double>(expected[i]), 2);
        differences += std::pow(static_cast<double>(found[i]) - static_cast<double>(expected[i]), 2);
    }
    // A bias before a normalisation has a gradient of 0, which rounding leaves at some 1e-7.
    const double bound = kNormTolerance * (std::sqrt(squares) + 0.01);
    QVERIFY2(std::sqrt(differences) <= bound,
        qPrintable(QString("%1: off by %2 of %3")
                       .arg(QString::fromStdString(what))
                       .arg(std::sqrt(differences))
                       .arg(std::sqrt(squares))));
}

/// A model of the fixture with its first parameters.
struct NormTrial
{
    explicit NormTrial(const std::string& key)
        : file(normFixture())
        , name(key)
        , model(modelFromJson(parseJsonObject(QByteArray::fromStdString(file.metadataText(key.c_str())), key), key),
              kNormImage)
        , parameters(static_cast<std::size_t>(model.parameterCount()))
        , buffers(buffersIn(model.parameters(), model.parameterCount()))
        , numbers(static_cast<std::size_t>(kNormBatch))
    {
        std::iota(numbers.begin(), numbers.end(), 0);
        for (const Parameter& parameter : model.parameters())
            parameter.scatter(file.floats(name + "/first/" + parameter.name).data(), parameters);
    }

    double compute(Index count)
    {
        const Batch images = normImages(file.floats("images"), count);
        const NoiseKey noise{1, Purpose::Posterior, 0, std::span(numbers).first(static_cast<std::size_t>(count))};
        return model.gradient(
            parameters, images, images, noise, {}, gradient, workspace, pool)[AutoencoderTerm::Reconstruction];
    }

    void compareOutput(const std::string& key)
    {
        Batch output;
        model.output(workspace, output, pool);
        const Batch expected = normImages(file.floats(name + key), kNormBatch);
        for (Index row = 0; row < output.rows(); ++row)
            compareNumbers(name + key, output.row(row), expected.row(row), static_cast<std::size_t>(kNormBatch));
    }

    void compareTensors(const std::string& key, const FloatVector& flat, bool withBuffers)
    {
        for (const Parameter& parameter : model.parameters()) {
            if (parameter.isBuffer && !withBuffers)
                continue;
            const FloatVector expected = file.floats(name + key + parameter.name);
            const FloatVector found = parameter.gather(flat);
            QCOMPARE(found.size(), expected.size());
            compareNumbers(name + key + parameter.name, found.data(), expected.data(), found.size());
        }
    }

    SafetensorsFile file;
    std::string name;
    Autoencoder model;
    FloatVector parameters;
    BufferUpdate buffers;
    std::vector<Index> numbers;
    FloatVector gradient;
    Workspace workspace;
    ThreadPool pool{2};
};

} // namespace

void tst_PyTorchNorms::modelRows()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"batch", "batch, other fields", "layer", "group"})
        QTest::newRow(name) << name;
}

void tst_PyTorchNorms::gradientsAreTheSame()
{
    QFETCH(QString, name);
    NormTrial trial(name.toStdString());
    trial.compute(kNormBatch);
    trial.compareOutput("/output");
    trial.compareTensors("/gradient/", trial.gradient, false);
}

void tst_PyTorchNorms::tenStepsAreTheSame()
{
    QFETCH(QString, name);
    NormTrial trial(name.toStdString());
    const std::vector<double> losses = trial.file.doubles(trial.name + "/losses");
    const OptimizerType& adam = optimizerType("adam");
    OptimizerState state = makeOptimizerState(adam, trial.parameters.size());
    for (int step = 0; step < kNormSteps; ++step) {
        const double found = trial.compute(step % 2 == 0 ? kNormBatch : kSmallBatch);
        const double expected = losses[static_cast<std::size_t>(step)];
        QVERIFY2(std::abs(found - expected) <= kNormTolerance * expected,
            qPrintable(QString("step %1: %2, PyTorch %3").arg(step).arg(found, 0, 'g', 9).arg(expected, 0, 'g', 9)));
        trial.buffers.take(trial.gradient, trial.parameters);
        applyOptimizer(adam, {1e-2}, trial.gradient, trial.parameters, state, trial.pool);
        trial.buffers.put(trial.parameters);
    }
    trial.compareTensors("/after/", trial.parameters, true);
    const Batch images = normImages(trial.file.floats("images"), kNormBatch);
    (void)trial.model.losses(trial.parameters, images, images, {}, trial.workspace, trial.pool);
    trial.compareOutput("/evaluated");
}

ISTHMUS_GUILESS_TEST(tst_PyTorchNorms)
#include "tst_PyTorchNorms.moc"
