// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "core/data/Dataset.h"
#include "core/models/Autoencoder.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace isthmus {

/// Losses and image quality of a model on some images, as `evaluate --json` prints them (cli.md). Per sample: sums over
/// features in nats, means over samples; one posterior draw per image, a function of the seed and the sample number.
struct Evaluation
{
    Index samples = 0;
    LossTerms terms; ///< losses, each at its place in AutoencoderTerm, without free bits
    std::optional<double> negativeElbo; ///< reconstruction + 1 * KL; empty for a plain model
    std::optional<double> importanceBound; ///< nats (see ImportanceBound.h); empty without importance samples
    double psnr = 0; ///< dB, -10 log10 of the mse over all images
    std::optional<double> ssim; ///< mean over images; empty for rows of numbers, which are no pictures
    std::vector<double> klOfDimensions; ///< nats, one a latent dimension; empty for a plain model
    std::optional<int> activeUnits; ///< dimensions with Var_x(mu) > 0.01; empty for a plain model
    std::optional<double> corruptedMse; ///< corrupted input against clean; empty without a corruption
    std::optional<double> outputSpread; ///< see outputSpread(), of the first samples; empty where it is unknown

    [[nodiscard]] double reconstruction() const { return terms[AutoencoderTerm::Reconstruction]; }
    [[nodiscard]] double mse() const { return terms[AutoencoderTerm::Mse]; } ///< mean squared error per value
    /// Nats; empty for a plain model.
    [[nodiscard]] std::optional<double> kl() const
    {
        return negativeElbo ? std::optional(terms[AutoencoderTerm::Kl]) : std::nullopt;
    }
};

struct EvaluateOptions
{
    std::uint64_t seed = 1;
    Corruption corruption;
    bool quality = true; ///< whether to compute ssim, active units and the spread of outputs as well
    int importanceSamples = 0; ///< draws an image for the importance-weighted bound; 0: none
    /// A question that is asked between blocks; true ends early with what there is. May be empty.
    std::function<bool()> stop;
};

/// @param samples  numbers of samples in the data set; order does not matter
/// @throws Error if the model has no encoder, or importance samples are asked of one that is not variational
Evaluation evaluate(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, const EvaluateOptions& options, ThreadPool& pool);

} // namespace isthmus
