// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/StepRecord.h"

#include <cstdint>
#include <span>
#include <string>

namespace isthmus {

class Autoencoder;

/// Posterior collapse: the code of a VAE carries nothing about the sample, q(z|x) is the prior for each, and the
/// decoder makes nearly the same of all. The KL term is never less than what the code tells of a sample, I(x; z). So a
/// code whose KL, the sum over its dimensions on held-out samples, lies below kCollapsedKl is taken for collapsed,
/// whatever beta, warm-up and free bits are. A run begins like that, before the decoder has found a use for the code.
/// So it takes kCollapsedSteps steps, and in a running training the last kCollapsedEpochs evaluations, the first of
/// them after kCollapsedSteps as well; of epochs so long that fewer of them have kCollapsedSpan steps, those. One
/// evaluation above is enough to say that the code is alive. Source: Hoffman & Johnson 2016, "ELBO surgery" (the KL
/// term as mutual information and marginal KL); Bowman et al. 2016 (arXiv 1511.06349), section 3.1
inline constexpr double kCollapsedKl = 0.1; ///< nats per sample: a seventh of a bit
inline constexpr std::int64_t kCollapsedSteps = 200;
inline constexpr std::size_t kCollapsedEpochs = 3;
inline constexpr std::int64_t kCollapsedSpan = 1500; ///< steps

/// Is the code of a model that was trained so long collapsed, by one evaluation of it?
/// @param kl  nats per sample, the sum over all dimensions
[[nodiscard]] bool isCollapsed(const Autoencoder& model, double kl, std::int64_t steps);

/// Has the code of a model in training collapsed, by its held-out evaluations so far?
[[nodiscard]] bool isCollapsed(const Autoencoder& model, std::span<const EvaluationRecord> evaluations);

/// Has a model trained so long, by its held-out evaluations, that it shows which dimensions of its code are in use? The
/// same steps and evaluations as above have passed.
[[nodiscard]] bool isCodeSettled(const Autoencoder& model, std::span<const EvaluationRecord> evaluations);

/// The sentence about a code of which some dimensions are in use and others are not; empty where all or none are.
/// @param active  dimensions whose mean differs between samples, see activeUnits()
/// @param sample  what a code is of: "image"
[[nodiscard]] std::string partlyCollapsedWords(int active, int all, const std::string& sample);

/// The sentence about it, for both programs, with the knob that it takes.
/// @param sample  what a code is of: "image"
[[nodiscard]] std::string collapseWords(const std::string& sample);

} // namespace isthmus
