// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

#include <cstdint>
#include <span>

namespace isthmus {

/// What a classifier gets wrong, means over samples.
struct ClassLosses
{
    double crossEntropy = 0; ///< nats
    double accuracy = 0; ///< share of samples whose largest logit is that of their class, 0 to 1
};

/// Cross-entropy of the softmax of logits: log(sum_k exp(logit_k)) - logit_label, which overflows for no logit.
/// Its derivative by a logit is softmax_k, less 1 for the label's. In a fixed order of sums.
/// @param logits    classes x samples
/// @param labels    class of each sample, in [0, classes)
/// @param gradient  resized like logits; the derivative with the mean's 1 / samples; null where it is not wanted
/// Source: Bishop 2006, "Pattern Recognition and Machine Learning", section 4.3.4
ClassLosses softmaxCrossEntropy(
    const Batch& logits, std::span<const std::int32_t> labels, Batch* gradient, ThreadPool& pool);

} // namespace isthmus
