// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// What an optimiser remembers between steps: its time and some vectors as long as the parameters.
struct OptimizerState
{
    std::int64_t time = 0; ///< steps taken; one for all tensors
    std::vector<FloatVector> moments;
};

/// Settings of one step.
struct OptimizerStep
{
    double learningRate = 1e-3;
    double momentum = 0; ///< momentum of the optimisers that take one
    double weightDecay = 0; ///< weight decay of the optimisers that take one
    double gradientScale = 1; ///< what the gradient is multiplied by first: below 1 where it is clipped
    std::int64_t time = 1; ///< number of this step, from 1; applyOptimizer() counts it
};

/// One optimiser. Each has its own file and one line in the table of optimizerTypes().
struct OptimizerType
{
    const char* name; ///< "adam"
    const char* label; ///< "Adam"
    std::vector<std::string> moments; ///< names of its vectors, as in the run file: "m", "v"
    bool takesMomentum;
    bool takesWeightDecay;

    /// Updates parameters [0, count) of a tile.
    /// @param moments  the tile's part of each vector
    void (*update)(
        const OptimizerStep& step, Index count, float* parameters, const float* gradient, float* const* moments);
};

/// adam, adamw, sgd, rmsprop.
const std::vector<OptimizerType>& optimizerTypes();
/// @throws Error for a name that is not in the table
const OptimizerType& optimizerType(const std::string& name);

OptimizerState makeOptimizerState(const OptimizerType& type, std::size_t parameters);

/// Takes one step over the whole flat vector, in tiles on the pool.
void applyOptimizer(const OptimizerType& type, OptimizerStep step, const FloatVector& gradient, FloatVector& parameters,
    OptimizerState& state, ThreadPool& pool);

} // namespace isthmus
