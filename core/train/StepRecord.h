// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Terms.h"

#include <cstdint>

namespace isthmus {

/// What one step of training leaves behind. Losses are sums over features, means over the step's samples.
struct StepRecord
{
    std::int64_t step = 0; ///< steps done, this one among them: the first record says 1
    double epoch = 0; ///< epochs done after this step, with fraction
    double seconds = 0; ///< spent in training since the run's beginning (pauses and evaluation not counted)
    float loss = 0; ///< what was minimised
    float learningRate = 0;
    RecordedTerms terms; ///< terms at their places in Trainable::terms(), for an autoencoder those of AutoencoderTerm
};

/// Losses on held-out images at the end of an epoch, on the same scale.
struct EvaluationRecord
{
    std::int64_t step = 0;
    double epoch = 0;
    float loss = 0; ///< weighed as in the step before
    RecordedTerms terms;
};

} // namespace isthmus
