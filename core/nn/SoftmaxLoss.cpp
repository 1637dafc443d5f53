// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/SoftmaxLoss.h"

#include "core/nn/tiles.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace isthmus {

namespace {

/// The logits of one sample.
class SampleLogits
{
public:
    SampleLogits(const Batch& logits, Index sample)
        : m_logits(logits)
        , m_sample(sample)
    {
        for (Index k = 0; k < logits.rows(); ++k)
            m_best = value(k) > value(m_best) ? k : m_best;
        for (Index k = 0; k < logits.rows(); ++k)
            m_sum += power(k);
    }

    [[nodiscard]] Index best() const { return m_best; }
    [[nodiscard]] double loss(Index label) const { return std::log(m_sum) + value(m_best) - value(label); }
    [[nodiscard]] double probability(Index k) const { return power(k) / m_sum; }

private:
    [[nodiscard]] double value(Index k) const { return static_cast<double>(m_logits.row(k)[m_sample]); }
    [[nodiscard]] double power(Index k) const { return std::exp(value(k) - value(m_best)); }

    const Batch& m_logits;
    Index m_sample;
    Index m_best = 0;
    double m_sum = 0;
};

void writeGradient(const SampleLogits& logits, Index label, double scale, Index sample, Batch& gradient)
{
    for (Index k = 0; k < gradient.rows(); ++k)
        gradient.row(k)[sample] = static_cast<float>(scale * (logits.probability(k) - (k == label ? 1 : 0)));
}

} // namespace

ClassLosses softmaxCrossEntropy(
    const Batch& logits, std::span<const std::int32_t> labels, Batch* gradient, ThreadPool& pool)
{
    const Index samples = logits.cols();
    assert(std::ssize(labels) == samples);
    if (gradient != nullptr)
        gradient->resize(logits.rows(), samples);
    const double scale = 1.0 / static_cast<double>(samples);
    const Index step = rowsPerTile(samples, kLane);
    std::array<ClassLosses, static_cast<std::size_t>(2 * kTiles)> tiles{};
    pool.run((samples + step - 1) / step, [&](Index tile) {
        ClassLosses sum;
        for (Index sample = tile * step; sample < std::min(samples, (tile + 1) * step); ++sample) {
            const SampleLogits found(logits, sample);
            const Index label = labels[static_cast<std::size_t>(sample)];
            sum.crossEntropy += found.loss(label);
            sum.accuracy += found.best() == label ? 1 : 0;
            if (gradient != nullptr)
                writeGradient(found, label, scale, sample, *gradient);
        }
        tiles[static_cast<std::size_t>(tile)] = sum;
    });
    ClassLosses mean;
    for (const ClassLosses& tile : tiles) {
        mean.crossEntropy += scale * tile.crossEntropy;
        mean.accuracy += scale * tile.accuracy;
    }
    return mean;
}

} // namespace isthmus
