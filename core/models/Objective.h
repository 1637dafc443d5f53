// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Terms.h"

#include <cstddef>
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
    /// Share of the values that have a target, as a blind spot leaves them. The reconstruction loss is divided by it,
    /// and so estimates that of all values, whatever the share.
    double judgedShare = 1;
    [[nodiscard]] bool operator==(const Objective&) const = default;
};

/// Places of an autoencoder's terms in autoencoderTerms(), and so in LossTerms and records.
namespace AutoencoderTerm {
enum Place : std::size_t {
    Reconstruction, ///< reconstruction loss in the unit of the loss: nats, 0.5 * squared error, absolute error
    Kl, ///< nats, not multiplied by beta, without free bits; 0 for a plain model
    TrainedKl, ///< nats, not multiplied by beta, with free bits: sum_j max(freeBits, KL_j)
    Sparsity, ///< sum_j |code_j|; multiplied by its weight in records alone
    Mse, ///< mean squared error per value; only evaluations have it
    Beta, ///< beta in force in a step, warm-up included; only records of steps have it
};
}

/// The terms of an autoencoder's loss and what is recorded with them.
std::span<const Term> autoencoderTerms();

/// The objective as weights of those terms: reconstruction + beta * trainedKl + sparsity * sum_j |code_j|. Without a
/// penalty the norm of the code is no part of it.
TermWeights weightsOf(const Objective& objective);

/// sum_j max(freeBits, KL_j). A KL that is not a number makes the sum one that is not.
/// @param kl  KL of each latent dimension, nats, mean over samples
double withFreeBits(std::span<const double> kl, double freeBits);

/// Does KL pull at a dimension: is its own KL, nats, above the free bits, or are there none?
inline bool klIsActive(double kl, double freeBits)
{
    return freeBits == 0 || kl > freeBits;
}

} // namespace isthmus
