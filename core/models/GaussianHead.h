// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/Rng.h"
#include "core/base/ThreadPool.h"
#include "core/models/Objective.h"
#include "core/nn/Loss.h"

#include <span>
#include <vector>

namespace isthmus {

/// The Gaussian bottleneck of a variational autoencoder. `heads` is 2*latentDim x samples: rows [0, d) are mu, rows
/// [d, 2d) are logVar. Source: Kingma & Welling 2014 (arXiv 1312.6114), section 2.4 and appendix B

/// Noise eps ~ N(0, 1) of some samples: a function of (seed, purpose, epoch, sample number, dimension).
/// @param samples  sample numbers, one per column
/// @param noise    resized to latentDim x samples
void drawNoise(std::uint64_t seed, Purpose purpose, std::uint32_t epoch, std::span<const Index> samples, int latentDim,
    Batch& noise, ThreadPool& pool);

/// z = mu + exp(logVar / 2) * eps.
/// @param code  resized to latentDim x samples
void drawCode(const Batch& heads, const Batch& noise, Batch& code, ThreadPool& pool);

/// KL(N(mu, exp(logVar)) || N(0, 1)) = 0.5 * (exp(logVar) + mu^2 - 1 - logVar) of each latent dimension, mean over
/// samples, in nats.
/// @param kl  resized to latentDim
void klToPrior(const Batch& heads, std::vector<double>& kl, ThreadPool& pool);

/// Gradient of reconstruction + beta * sum_j max(freeBits, KL_j) by mu and logVar.
/// @param codeGradient   d reconstruction / d z, with the mean's 1 / samples
/// @param objective      sparsity is not of this function
/// @param kl             KL of each dimension, as klToPrior() gives it
/// @param headsGradient  resized like heads
void gradientOfHeads(const Batch& heads, const Batch& noise, const Batch& codeGradient, const Objective& objective,
    std::span<const double> kl, Batch& headsGradient, ThreadPool& pool);

/// Decoder's mean on the scale of the data: sigmoid of the output where the loss takes logits, else the output.
/// @param image  resized like output
void meanOfOutput(const LossType& loss, const Batch& output, Batch& image, ThreadPool& pool);

} // namespace isthmus
