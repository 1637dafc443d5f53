// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Optimizer.h"

#include "core/base/named.h"
#include "core/nn/optimizers/optimizers.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace isthmus {

namespace {

/// Floats of one tile: its parameters, gradient and moments fit the second-level cache together.
constexpr Index kTileFloats = 1 << 14;
constexpr std::size_t kMostSlots = 4;

} // namespace

const std::vector<OptimizerType>& optimizerTypes()
{
    static const std::vector<OptimizerType> types{
        adamOptimizer(), adamWOptimizer(), sgdOptimizer(), rmsPropOptimizer()};
    return types;
}

const OptimizerType& optimizerType(const std::string& name)
{
    return byName(optimizerTypes(), name, "optimizer");
}

OptimizerState makeOptimizerState(const OptimizerType& type, std::size_t parameters)
{
    return {0, std::vector<FloatVector>(type.moments.size(), FloatVector(parameters, 0.0F))};
}

void applyOptimizer(const OptimizerType& type, OptimizerStep step, const FloatVector& gradient, FloatVector& parameters,
    OptimizerState& state, ThreadPool& pool)
{
    assert(state.moments.size() <= kMostSlots && gradient.size() == parameters.size());
    step.time = ++state.time;
    const auto count = static_cast<Index>(parameters.size());
    pool.run((count + kTileFloats - 1) / kTileFloats, [&](Index tile) {
        const Index first = tile * kTileFloats;
        std::array<float*, kMostSlots> slots{};
        for (std::size_t slot = 0; slot < state.moments.size(); ++slot)
            slots[slot] = state.moments[slot].data() + first;
        type.update(step, std::min(kTileFloats, count - first), parameters.data() + first, gradient.data() + first,
            slots.data());
    });
}

} // namespace isthmus
