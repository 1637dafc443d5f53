// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/runs/RunFile.h"
#include "tests/FileContent.h"
#include "tests/core/messageOf.h"

#include <QFile>

#include <cmath>
#include <limits>
#include <string>

namespace isthmus {

/// Changes one byte of a file in its place, which is much faster than writing it anew, and changes it back.
class FlippedByte
{
public:
    FlippedByte(const QString& path, qint64 position, int mask)
        : m_file(path)
        , m_position(position)
        , m_mask(mask)
    {
        if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
            qFatal("cannot change %s", qPrintable(path));
        flip();
    }
    ~FlippedByte() { flip(); }
    FlippedByte(const FlippedByte&) = delete;
    FlippedByte& operator=(const FlippedByte&) = delete;

private:
    void flip()
    {
        char byte = 0;
        m_file.seek(m_position);
        m_file.getChar(&byte);
        m_file.seek(m_position);
        m_file.putChar(static_cast<char>(byte ^ m_mask));
    }

    QFile m_file;
    qint64 m_position;
    int m_mask;
};

/// Numbers in -1 .. 1 without a pattern.
inline FloatVector sampleNumbers(std::size_t count, double phase)
{
    FloatVector values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(std::sin(phase + 12.9898 * static_cast<double>(i)));
    return values;
}

/// A variational model for colour pictures of 3 x 2, and all kinds of layers.
inline ModelSpec sampleModel()
{
    ModelSpec spec;
    spec.name = "sample";
    spec.title = "Sample, 3-D";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 5}}}, {"relu", {}}, {"dense", {{"units", 4}}}, {"tanh", {}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 3;
    spec.decoder = {{"dense", {{"units", 4}}}, {"sigmoid", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

/// The state of a run in its middle, with numbers that only an exact copy keeps.
inline Checkpoint sampleCheckpoint(
    const ModelSpec& model = sampleModel(), Shape shape = {3, 2, 3}, const std::string& optimizer = "adam")
{
    Checkpoint checkpoint;
    checkpoint.model = model;
    checkpoint.training.optimizer = optimizer;
    checkpoint.training.learningRate = 0.1 + 0.2;
    checkpoint.training.corruption = {"gaussian", 1.0 / 3};
    checkpoint.training.seed = std::numeric_limits<std::uint64_t>::max();
    checkpoint.data = {"/bilder/für zwei", "00ff00ff00ff00ff", shape, {1.0 / 255, 1.0 / 7}, {{"3"}, 12, 0.1, 77}};
    checkpoint.training.klWarmup = 1.0 / 3;
    checkpoint.training.freeBits = 1.0 / 7;
    checkpoint.training.sparsity = 1.0 / 9;
    checkpoint.knobs = {1e-3 / 3, 2.0 / 3, {"mask", 0.7}, 0.3 / 7, 0.3 / 9};
    checkpoint.step = (std::int64_t(1) << 60) + 1;
    const auto count = static_cast<std::size_t>(Autoencoder(model, shape).parameterCount());
    checkpoint.parameters = sampleNumbers(count, 0.1);
    checkpoint.optimizer = makeOptimizerState(optimizerType(optimizer), count);
    checkpoint.optimizer.time = checkpoint.step - 1;
    double phase = 0.2;
    for (FloatVector& moment : checkpoint.optimizer.moments)
        moment = sampleNumbers(count, phase += 0.1);
    std::vector<StepRecord> steps;
    for (int i = 1; i <= 5; ++i)
        steps.push_back({i, i / 3.0, i / 7.0, 9.1F / static_cast<float>(i), 1e-3F, {8.1F, 1.3F, 1.4F, 0.3F, 0, 0.7F}});
    steps.back().loss = std::numeric_limits<float>::quiet_NaN();
    steps.back().step = checkpoint.step;
    checkpoint.steps = StepHistory(steps);
    checkpoint.record = checkpoint.steps[3];
    checkpoint.record.step = checkpoint.step;
    checkpoint.evaluations = {
        {3, 1.0, 9.1F, {8.1F, 1.1F, 1.2F, 0.3F, 0.03F}}, {5, 5.0 / 3, 9.0F, {8.0F, 1.2F, 1.3F, 0.2F, 0.02F}}};
    checkpoint.schedule = {0.1 / 3, 8.9F, 2};
    checkpoint.best = {8.9F, checkpoint.steps[2], 2, nullptr};
    checkpoint.knobChanges = {{2, "learning-rate", "0.3", "0.1"}, {4, "corruption", "none", "mask:0.7"}};
    return checkpoint;
}

} // namespace isthmus
