// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace isthmus {

/// What training minimises besides the reconstruction loss, in one step:
///
///     reconstruction + beta * sum_j max(freeBits, KL_j) + sparsity * sum_j |code_j|
///
/// each a mean over the samples of the batch. KL and beta belong to variational models alone.
struct Objective
{
    double beta = 1; ///< weight of the KL term, warm-up included
    /// Nats per latent dimension that cost nothing more: a dimension whose KL, averaged over the batch, is below this
    /// gets no gradient from it. 0: none.
    /// Source: Kingma et al. 2016 (arXiv 1606.04934), appendix C.8
    double freeBits = 0;
    /// Weight of the L1 norm of the code; of mu for a variational model, since that is its code, and a penalty on the
    /// draw would be one on its noise as well.
    double sparsity = 0;
    [[nodiscard]] bool operator==(const Objective&) const = default;
};

/// Losses of a batch: sums over features, means over samples.
struct LossTerms
{
    double reconstruction = 0; ///< in the unit of the loss: nats, 0.5 * squared error, absolute error
    double kl = 0; ///< nats, not multiplied by beta, without free bits
    double trainedKl = 0; ///< nats, not multiplied by beta, with free bits: sum_j max(freeBits, KL_j)
    double codeNorm = 0; ///< sum_j |code_j|, not multiplied by its weight

    /// What is minimised: reconstruction + beta * trainedKl + sparsity * codeNorm. Without a penalty its term is 0.
    [[nodiscard]] double total(const Objective& objective) const;

    /// Adds a block's terms, whose samples are this share of the batch.
    void add(const LossTerms& block, double share);
};

/// sum_j max(freeBits, KL_j). A KL that is not a number makes the sum one that is not.
/// @param kl  of each latent dimension, nats, mean over samples
double withFreeBits(std::span<const double> kl, double freeBits);

/// Does KL pull at a dimension: is its own KL, nats, above the free bits, or are there none?
inline bool klIsActive(double kl, double freeBits)
{
    return freeBits == 0 || kl > freeBits;
}

} // namespace isthmus
