// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Loss.h"

#include "core/base/named.h"
#include "core/nn/losses/losses.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace isthmus {

namespace {

constexpr Index kMostPresent = 4096; // values that are put one behind the other at a time

/// Leaves out the values whose target is NaN.
double lossOfPresent(
    const LossType& loss, const float* output, const float* target, float* gradient, float scale, Index count)
{
    alignas(kAlignment) float outputs[kMostPresent];
    alignas(kAlignment) float targets[kMostPresent];
    alignas(kAlignment) float gradients[kMostPresent];
    double sum = 0;
    for (Index first = 0; first < count; first += kMostPresent) {
        const Index end = std::min(count, first + kMostPresent);
        Index found = 0;
        for (Index i = first; i < end; ++i) {
            if (std::isnan(target[i]))
                continue;
            outputs[found] = output[i];
            targets[found++] = target[i];
        }
        std::fill(outputs + found, outputs + roundUp(found, kLane), 0.0F); // padding of whole lanes
        std::fill(targets + found, targets + roundUp(found, kLane), 0.0F);
        if (found > 0)
            sum += loss.evaluate(outputs, targets, gradient == nullptr ? nullptr : gradients, scale, found);
        for (Index i = first, next = 0; i < end && gradient != nullptr; ++i)
            gradient[i] = std::isnan(target[i]) ? 0.0F : gradients[next++];
    }
    return sum;
}

/// A target that is NaN makes the sum one, so the others need not be looked through.
double lossOfValues(
    const LossType& loss, const float* output, const float* target, float* gradient, float scale, Index count)
{
    const double sum = loss.evaluate(output, target, gradient, scale, count);
    const bool hasMissing =
        std::isnan(sum) && std::any_of(target, target + count, [](float value) { return std::isnan(value); });
    return hasMissing ? lossOfPresent(loss, output, target, gradient, scale, count) : sum;
}

} // namespace

const std::vector<LossType>& lossTypes()
{
    static const std::vector<LossType> types{mseLoss(), bceLoss(), l1Loss()};
    return types;
}

const LossType& lossType(const std::string& name)
{
    return byName(lossTypes(), name, "loss");
}

double evaluateLoss(
    const LossType& loss, const Batch& output, const Batch& target, Batch* gradient, ThreadPool& pool, double weight)
{
    assert(output.rows() == target.rows() && output.cols() == target.cols());
    constexpr std::size_t kMostTiles = 2 * kTiles;
    std::array<double, kMostTiles> sums{};
    if (gradient != nullptr)
        gradient->resize(output.rows(), output.cols());
    const float scale = static_cast<float>(weight) / static_cast<float>(output.cols());
    const Index step = rowsPerTile(output.rows());
    forEachRowTile(pool, output.rows(), output.cols(), [&](const Block& block) {
        double sum = 0;
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            float* out = gradient == nullptr ? nullptr : gradient->row(row);
            sum += lossOfValues(loss, output.row(row), target.row(row), out, scale, output.cols());
        }
        sums[static_cast<std::size_t>(block.firstRow / step)] = sum;
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return weight * total / static_cast<double>(output.cols());
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
                lossOfValues(loss, found.data(), wanted.data(), nullptr, 1.0F, features);
        }
    });
}

} // namespace isthmus
