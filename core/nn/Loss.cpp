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

/// The values of one feature that have a target, one behind the other.
struct PresentValues
{
    FloatVector outputs;
    FloatVector targets;
    FloatVector gradients;
};

/// Leaves out the values whose target is NaN. The buffers keep their size: a training step allocates nothing.
double lossOfPresent(
    const LossType& loss, const float* output, const float* target, float* gradient, float scale, Index count)
{
    thread_local PresentValues present;
    const auto size = static_cast<std::size_t>(roundUp(count, kLane));
    for (FloatVector* values : {&present.outputs, &present.targets, &present.gradients})
        values->resize(std::max(values->size(), size));
    Index found = 0;
    for (Index i = 0; i < count; ++i) {
        if (std::isnan(target[i]))
            continue;
        present.outputs[static_cast<std::size_t>(found)] = output[i];
        present.targets[static_cast<std::size_t>(found++)] = target[i];
    }
    float* gradients = gradient == nullptr ? nullptr : present.gradients.data();
    const double sum =
        found == 0 ? 0 : loss.evaluate(present.outputs.data(), present.targets.data(), gradients, scale, found);
    for (Index i = 0, next = 0; i < count && gradient != nullptr; ++i)
        gradient[i] = std::isnan(target[i]) ? 0.0F : gradients[next++];
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
            sum += lossOfValues(loss, output.row(row), target.row(row), out, scale, output.cols());
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
                lossOfValues(loss, found.data(), wanted.data(), nullptr, 1.0F, features);
        }
    });
}

} // namespace isthmus
