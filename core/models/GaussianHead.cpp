// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/GaussianHead.h"

#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <algorithm>

namespace isthmus {

void drawNoise(std::uint64_t seed, Purpose purpose, std::uint32_t epoch, std::span<const Index> samples, int latentDim,
    Batch& noise, ThreadPool& pool)
{
    const auto count = static_cast<Index>(samples.size());
    noise.resize(latentDim, count);
    const Rng rng(seed, purpose);
    pool.run((count + kLane - 1) / kLane, [&](Index tile) {
        const Index first = tile * kLane;
        std::uint64_t numbers[kLane] = {};
        for (Index lane = 0; lane < kLane && first + lane < count; ++lane)
            numbers[lane] = static_cast<std::uint64_t>(samples[static_cast<std::size_t>(first + lane)]);
        alignas(kAlignment) float draws[4 * kLane];
        for (int dimension = 0; dimension < latentDim; dimension += 4) {
            rng.normal16(numbers, epoch, static_cast<std::uint32_t>(dimension), draws);
            for (int i = 0; i < 4 && dimension + i < latentDim; ++i)
                lanes(noise.row(dimension + i) + first) = lanes(static_cast<const float*>(draws) + i * kLane);
        }
    });
}

void drawCode(const Batch& heads, const Batch& noise, Batch& code, ThreadPool& pool)
{
    const Index latentDim = noise.rows();
    code.resize(latentDim, heads.cols());
    forEachRowTile(pool, latentDim, heads.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            for (Index i = 0; i < heads.cols(); i += kLane) {
                const Lanes deviation = (0.5F * lanes(heads.row(latentDim + row) + i)).exp();
                lanes(code.row(row) + i) = lanes(heads.row(row) + i) + deviation * lanes(noise.row(row) + i);
            }
        }
    });
}

void klToPrior(const Batch& heads, std::vector<double>& kl, ThreadPool& pool)
{
    const Index latentDim = heads.rows() / 2;
    kl.resize(static_cast<std::size_t>(latentDim));
    forEachRowTile(pool, latentDim, heads.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            double sum = 0;
            for (Index i = 0; i < heads.cols(); i += kLane) {
                const Lanes logVar = lanes(heads.row(latentDim + row) + i);
                const Lanes each = 0.5F * (logVar.exp() + lanes(heads.row(row) + i).square() - 1.0F - logVar);
                const Index valid = std::min(kLane, heads.cols() - i);
                for (Index lane = 0; lane < valid; ++lane)
                    sum += static_cast<double>(each[lane]);
            }
            kl[static_cast<std::size_t>(row)] = sum / static_cast<double>(heads.cols());
        }
    });
}

void gradientOfHeads(const Batch& heads, const Batch& noise, const Batch& codeGradient, const Objective& objective,
    std::span<const double> kl, Batch& headsGradient, ThreadPool& pool)
{
    const Index latentDim = noise.rows();
    const auto share = static_cast<float>(objective.beta / static_cast<double>(heads.cols()));
    headsGradient.resize(heads.rows(), heads.cols());
    forEachRowTile(pool, latentDim, heads.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const float weight = klIsActive(kl[static_cast<std::size_t>(row)], objective.freeBits) ? share : 0.0F;
            for (Index i = 0; i < heads.cols(); i += kLane) {
                const Lanes deviation = (0.5F * lanes(heads.row(latentDim + row) + i)).exp();
                const Lanes byCode = lanes(codeGradient.row(row) + i);
                lanes(headsGradient.row(row) + i) = byCode + weight * lanes(heads.row(row) + i);
                lanes(headsGradient.row(latentDim + row) + i) =
                    0.5F * (byCode * lanes(noise.row(row) + i) * deviation + weight * (deviation.square() - 1.0F));
            }
        }
    });
}

void meanOfOutput(const LossType& loss, const Batch& output, Batch& image, ThreadPool& pool)
{
    image.resize(output.rows(), output.cols());
    forEachRowTile(pool, output.rows(), output.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            for (Index i = 0; i < output.cols(); i += kLane) {
                const Lanes x = lanes(output.row(row) + i);
                lanes(image.row(row) + i) = loss.fromLogits ? Lanes(1.0F / (1.0F + (-x).exp())) : x;
            }
        }
    });
}

} // namespace isthmus
