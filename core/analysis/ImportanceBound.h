// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"

#include <span>
#include <vector>

namespace isthmus {

/// The importance-weighted bound on the negative log-likelihood of images under a variational model, in nats:
///
///     -log (1/K sum_k p(x | z_k) p(z_k) / q(z_k | x)),   z_k ~ q(z | x)
///
/// with p(x | z) as the loss means it (the constants of MSE and L1 are dropped, as everywhere). For K = 1 it is the
/// negative ELBO with KL estimated by that draw; it falls towards the negative log-likelihood as K grows. The sum is
/// kept as its logarithm, draw after draw, so memory does not grow with K. In the hands of one thread.
/// Source: Burda, Grosse & Salakhutdinov 2016 (arXiv 1509.00519), section 3, equation 8
class ImportanceBound
{
public:
    /// @param draws  K, at least 1
    /// @throws Error if the model is not variational
    ImportanceBound(
        const Autoencoder& model, const FloatVector& parameters, int draws, std::uint64_t seed, ThreadPool& pool);

    /// Adds some images.
    /// @param heads    mu and logVar of these images, 2 * latentDim x samples
    /// @param target   what the decoder should give, inputSize x samples
    /// @param samples  their numbers. Draw k of one is a function of (seed, its number, k); k = 0 is the draw that
    ///                 evaluate() judges reconstructions by
    void add(const Batch& heads, const Batch& target, std::span<const Index> samples);

    /// Mean over all images so far.
    [[nodiscard]] double mean() const;

private:
    void addDraw(const Batch& heads, const Batch& target);

    const Autoencoder& m_model;
    const FloatVector& m_parameters;
    const int m_draws;
    const std::uint64_t m_seed;
    ThreadPool& m_pool;

    Workspace m_workspace;
    std::vector<double> m_reconstruction; ///< reconstruction loss of each image for one draw
    std::vector<double> m_largest; ///< logarithm of each image's largest weight so far
    std::vector<double> m_sum; ///< sum of each image's weights, as shares of the largest
    double m_total = 0;
    Index m_samples = 0;
};

} // namespace isthmus
