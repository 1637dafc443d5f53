// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace isthmus {

/// What one step of training leaves behind. Losses are sums over features, means over the step's samples.
struct StepRecord
{
    std::int64_t step = 0; ///< steps done, this one among them: the first record says 1
    double epoch = 0; ///< epochs done after this step, with fraction
    double seconds = 0; ///< spent in training since the run's beginning (pauses and evaluation not counted)
    float loss = 0; ///< reconstruction + beta * trainedKl + sparsity
    float reconstruction = 0; ///< nats per sample (BCE), 0.5 * squared error (MSE) or absolute error (L1) per sample
    float kl = 0; ///< nats per sample, not multiplied by beta, without free bits; 0 for a plain model
    float learningRate = 0;
    float beta = 0; ///< in force in this step, warm-up included
    float trainedKl = 0; ///< nats per sample, not multiplied by beta, with free bits
    float sparsity = 0; ///< L1 norm of the code per sample, multiplied by its weight
};

/// Losses on held-out images at the end of an epoch, on the same scale.
struct EvaluationRecord
{
    std::int64_t step = 0;
    double epoch = 0;
    float loss = 0; ///< reconstruction + beta * trainedKl + sparsity with the beta of the step before
    float reconstruction = 0;
    float kl = 0;
    float mse = 0; ///< per value
    float trainedKl = 0; ///< with free bits, each dimension's KL averaged over all these images
    float sparsity = 0;
};

} // namespace isthmus
