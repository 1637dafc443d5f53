// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// One reconstruction loss. Each has its own file and one line in the table of lossTypes().
struct LossType
{
    const char* name; ///< "bce"
    const char* label; ///< "Binary cross-entropy"
    const char* unit; ///< unit of the curve: "nats per image"
    bool fromLogits; ///< the network's output is a logit; its mean is sigmoid(output)
    bool needsUnitRange; ///< targets outside 0..1 are refused

    /// Loss of `count` values of one feature, and its derivative.
    /// @param output    network's output, 64-byte aligned, `count` floats
    /// @param target    clean values, the same
    /// @param gradient  d loss / d output * scale is written here; null where it is not wanted
    /// @return          sum of the loss over the values
    double (*evaluate)(const float* output, const float* target, float* gradient, float scale, Index count);
};

/// mse: 0.5 * squared error. bce: from logits, in nats. l1: absolute error.
const std::vector<LossType>& lossTypes();
/// @throws Error for a name that is not in the table
const LossType& lossType(const std::string& name);

/// Sum over features, mean over samples, in a fixed order of sums. A target that is NaN stands for a missing value: it
/// adds nothing to the loss, and its gradient is 0. Data without missing values takes the same path as if there were
/// none anywhere.
/// @param gradient  resized like output; d loss / d output with the mean's 1 / samples; null where it is not wanted
/// @param weight    multiplies both: 1 / share where only a share of the values has a target, so that the loss
///                  estimates that of all
double evaluateLoss(const LossType& loss, const Batch& output, const Batch& target, Batch* gradient, ThreadPool& pool,
    double weight = 1);

/// The loss of each sample alone, summed over features, without missing values likewise. Allocates: for analysis, not
/// for the step loop.
/// @param losses  one per sample, overwritten
void evaluateLossOfSamples(
    const LossType& loss, const Batch& output, const Batch& target, std::span<double> losses, ThreadPool& pool);

} // namespace isthmus
