// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Safetensors.h"
#include "core/models/Autoencoder.h"
#include "core/nn/Optimizer.h"
#include "core/runs/Presets.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

using namespace isthmus;

/// Every preset against PyTorch: losses, output and gradients of one batch; losses of ten steps of Adam and parameters
/// after the last, with tanh in place of ReLU. The fixture and its conventions, and why the ten steps are smooth, are
/// from tests/fixtures/make_pytorch.py.
class tst_PyTorch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPresetIsInTheFixture();
    void gradientsAreTheSame_data() { presetRows(); }
    void gradientsAreTheSame();
    void tenStepsAreTheSame_data() { presetRows(); }
    void tenStepsAreTheSame();

private:
    void compare(const std::string& key, const FloatVector& found);
    void compareLosses(const std::string& key, int step, const LossTerms& terms);
    static void presetRows();

    std::unique_ptr<SafetensorsFile> m_file;
};

namespace {

constexpr Index kBatch = 16;
constexpr int kSteps = 10;
constexpr Shape kImage{1, 28, 28};
constexpr std::uint32_t kClean = 1;
constexpr std::uint32_t kSeen = 2;
constexpr std::uint32_t kProjection = 3;
constexpr std::uint32_t kFirstTensor = 100;
constexpr std::uint32_t kSaltStep = 1000;
constexpr double kTorchTolerance = 1e-4;

/// The i-th number of a stream in [0, 1), as the script computes it.
float uniform(std::uint32_t stream, std::uint32_t i)
{
    std::uint32_t x = (i + 1) * 0x9E3779B1U + stream * 0x85EBCA6BU;
    x = (x ^ (x >> 16)) * 0x7FEB352DU;
    x = (x ^ (x >> 15)) * 0x846CA68BU;
    return static_cast<float>((x ^ (x >> 16)) >> 8) * 0x1p-24F;
}

Batch images(std::uint32_t stream)
{
    Batch batch(kImage.size(), kBatch);
    for (Index sample = 0; sample < kBatch; ++sample)
        for (Index pixel = 0; pixel < kImage.size(); ++pixel)
            batch.row(pixel)[sample] = uniform(stream, static_cast<std::uint32_t>(sample * kImage.size() + pixel));
    return batch;
}

FloatVector initialParameters(const Autoencoder& model, std::uint32_t salt)
{
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    std::uint32_t stream = kFirstTensor + kSaltStep * salt;
    for (const Parameter& parameter : model.parameters()) {
        FloatVector values(static_cast<std::size_t>(parameter.size()));
        const double inputs = static_cast<double>(parameter.size()) / static_cast<double>(parameter.shape[0]);
        const auto bound = static_cast<float>(parameter.isBias ? 0.1 : std::sqrt(3 / inputs));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = bound * (2 * uniform(stream, static_cast<std::uint32_t>(i)) - 1);
        parameter.scatter(values.data(), flat);
        ++stream;
    }
    return flat;
}

/// One sample after the other.
FloatVector samplesFirst(const Batch& batch)
{
    FloatVector values;
    for (Index sample = 0; sample < batch.cols(); ++sample)
        for (Index feature = 0; feature < batch.rows(); ++feature)
            values.push_back(batch.row(feature)[sample]);
    return values;
}

ModelSpec smooth(ModelSpec spec)
{
    for (auto* part : {&spec.encoder, &spec.decoder})
        for (LayerSpec& entry : *part)
            if (entry.type == "relu")
                entry.type = "tanh";
    return spec;
}

/// A preset's model with its first parameters, and its batch.
struct TorchTrial
{
    TorchTrial(const Preset& preset, const ModelSpec& spec, std::int64_t salt)
        : model(spec, kImage)
        , parameters(initialParameters(model, static_cast<std::uint32_t>(salt)))
        , target(images(kClean))
        , input(preset.training.corruption.isNone() ? target : images(kSeen))
        , numbers(static_cast<std::size_t>(kBatch))
        , objective{preset.training.beta, preset.training.freeBits, preset.training.sparsity}
    {
        std::iota(numbers.begin(), numbers.end(), 0);
    }

    LossTerms compute()
    {
        const NoiseKey noise{1, Purpose::Posterior, 0, numbers};
        return model.gradient(parameters, input, target, noise, objective, gradient, workspace, pool);
    }

    Autoencoder model;
    FloatVector parameters;
    Batch target;
    Batch input;
    std::vector<Index> numbers;
    Objective objective;
    FloatVector gradient;
    Workspace workspace;
    ThreadPool pool{2};
};

/// Norm, and product with the script's random numbers.
std::pair<double, double> wholeOf(const FloatVector& values)
{
    double squares = 0;
    double product = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values[i]);
        squares += value * value;
        product += value * (2 * static_cast<double>(uniform(kProjection, static_cast<std::uint32_t>(i))) - 1);
    }
    return {std::sqrt(squares), product};
}

QString both(double found, double expected)
{
    return QString("%1, PyTorch %2").arg(found, 0, 'g', 9).arg(expected, 0, 'g', 9);
}

} // namespace

void tst_PyTorch::initTestCase()
{
    m_file = std::make_unique<SafetensorsFile>(ISTHMUS_SOURCE_DIR "/tests/fixtures/pytorch.safetensors");
}

void tst_PyTorch::compare(const std::string& key, const FloatVector& found)
{
    const FloatVector expected = m_file->floats(key);
    const std::size_t stride = (found.size() / 128) | 1;
    QCOMPARE(expected.size(), (found.size() + stride - 1) / stride);
    double squares = 0;
    double differences = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto value = static_cast<double>(expected[i]);
        squares += value * value;
        differences += std::pow(static_cast<double>(found[i * stride]) - value, 2);
    }
    QVERIFY2(std::sqrt(differences) <= kTorchTolerance * std::sqrt(squares),
        qPrintable(QString::fromStdString(key) + ": off by " + both(std::sqrt(differences), std::sqrt(squares))));
    const std::vector<double> whole = m_file->doubles(key + "/whole");
    const auto [norm, product] = wholeOf(found);
    QVERIFY2(std::abs(norm - whole[0]) <= kTorchTolerance * whole[0],
        qPrintable(QString::fromStdString(key) + ": norm " + both(norm, whole[0])));
    QVERIFY2(std::abs(product - whole[1]) <= kTorchTolerance * whole[0],
        qPrintable(QString::fromStdString(key) + ": product " + both(product, whole[1])));
}

void tst_PyTorch::compareLosses(const std::string& key, int step, const LossTerms& terms)
{
    const std::vector<double> losses = m_file->doubles(key);
    const double found[] = {
        terms[AutoencoderTerm::Reconstruction], terms[AutoencoderTerm::Kl], terms[AutoencoderTerm::Sparsity]};
    for (int i = 0; i < 3; ++i) {
        const double expected = losses[static_cast<std::size_t>(3 * step + i)];
        QVERIFY2(std::abs(found[i] - expected) <= kTorchTolerance * std::abs(expected),
            qPrintable(QString("step %1, term %2: ").arg(step).arg(i) + both(found[i], expected)));
    }
}

void tst_PyTorch::presetRows()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void tst_PyTorch::everyPresetIsInTheFixture()
{
    QVERIFY(!presetNames().empty());
    for (const std::string& name : presetNames())
        QVERIFY2(m_file->tensors().count(name + "/salt") == 1,
            (name + " is not: python3 tests/fixtures/make_pytorch.py tests/fixtures/pytorch.safetensors").c_str());
}

void tst_PyTorch::gradientsAreTheSame()
{
    QFETCH(QString, name);
    const std::string key = name.toStdString();
    const Preset preset = loadPreset(key);
    TorchTrial trial(preset, preset.model, m_file->integers(key + "/salt").at(0));
    compareLosses(key + "/losses", 0, trial.compute());
    Batch output;
    trial.model.output(trial.workspace, output, trial.pool);
    compare(key + "/output", samplesFirst(output));
    for (const Parameter& parameter : trial.model.parameters())
        compare(key + "/gradient/" + parameter.name, parameter.gather(trial.gradient));
}

void tst_PyTorch::tenStepsAreTheSame()
{
    QFETCH(QString, name);
    const std::string key = name.toStdString();
    const Preset preset = loadPreset(key);
    TorchTrial trial(preset, smooth(preset.model), m_file->integers(key + "/salt").at(0));
    const OptimizerType& adam = optimizerType("adam");
    OptimizerState state = makeOptimizerState(adam, trial.parameters.size());
    for (int step = 0; step < kSteps; ++step) {
        compareLosses(key + "/steps/losses", step, trial.compute());
        applyOptimizer(adam, {preset.training.learningRate}, trial.gradient, trial.parameters, state, trial.pool);
    }
    for (const Parameter& parameter : trial.model.parameters())
        compare(key + "/after/" + parameter.name, parameter.gather(trial.parameters));
}

ISTHMUS_GUILESS_TEST(tst_PyTorch)
#include "tst_PyTorch.moc"
