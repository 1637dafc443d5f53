// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Loss.h"

#include "core/base/named.h"
#include "core/nn/losses/losses.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace isthmus {

const std::vector<LossType>& lossTypes()
{
    static const std::vector<LossType> types{mseLoss(), bceLoss(), l1Loss()};
    return types;
}

const LossType& lossType(const std::string& name)
{
    return byName(lossTypes(), name, "loss");
}

double evaluateLoss(const LossType& loss, const Batch& output, const Batch& target, Batch* gradient, ThreadPool& pool)
{
    assert(output.rows() == target.rows() && output.cols() == target.cols());
    constexpr std::size_t kMostTiles = 2 * kTiles;
    std::array<double, kMostTiles> sums{};
    if (gradient != nullptr)
        gradient->resize(output.rows(), output.cols());
    const float scale = 1.0F / static_cast<float>(output.cols());
    const Index step = rowsPerTile(output.rows());
    forEachRowTile(pool, output.rows(), output.cols(), [&](const Block& block) {
        double sum = 0;
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            float* out = gradient == nullptr ? nullptr : gradient->row(row);
            sum += loss.evaluate(output.row(row), target.row(row), out, scale, output.cols());
        }
        sums[static_cast<std::size_t>(block.firstRow / step)] = sum;
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total / static_cast<double>(output.cols());
}

void evaluateLossOfSamples(
    const LossType& loss, const Batch& output, const Batch& target, std::span<double> losses, ThreadPool& pool)
{
    assert(losses.size() == static_cast<std::size_t>(output.cols()));
    const Index features = output.rows();
    pool.run((output.cols() + kLane - 1) / kLane, [&](Index tile) {
        FloatVector found(static_cast<std::size_t>(roundUp(features, kLane)), 0.0F);
        FloatVector wanted(found);
        for (Index sample = tile * kLane; sample < std::min(output.cols(), (tile + 1) * kLane); ++sample) {
            for (Index row = 0; row < features; ++row) {
                found[static_cast<std::size_t>(row)] = output.row(row)[sample];
                wanted[static_cast<std::size_t>(row)] = target.row(row)[sample];
            }
            losses[static_cast<std::size_t>(sample)] =
                loss.evaluate(found.data(), wanted.data(), nullptr, 1.0F, features);
        }
    });
}

} // namespace isthmus
