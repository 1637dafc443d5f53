// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Parameter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// How fresh weights are drawn: uniform in (-bound, bound). Biases start at 0, or are drawn like their weights.
struct InitialiserType
{
    const char* name; ///< "glorot", as in a model file
    const char* label; ///< name as the window shows it: "Glorot"
    double (*bound)(const Parameter& weight);
    bool drawsBiases = false;
};

/// glorot: sqrt(6 / (fanIn + fanOut)), which keeps the variance in both directions where activations are linear.
/// Source: Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16
/// he: sqrt(6 / fanIn), a variance of 2 / fanIn, which keeps the variance forward behind ReLUs.
/// Source: He et al. 2015 (arXiv 1502.01852), eq. 10, with a uniform instead of a normal distribution
/// fan-in: sqrt(1 / fanIn), for biases as well, which is PyTorch's default (for a transposed convolution it counts the
/// outputs of one input instead). Smaller weights than the others; a VAE keeps fewer dimensions in use.
const std::vector<InitialiserType>& initialiserTypes();

/// @throws Error for a name that is not in the table
const InitialiserType& initialiserType(const std::string& name);

/// Draws all weights, each from its own place in the seed's numbers; a bias stands behind its weights. Tensors with
/// Parameter::initial begin with that.
void initialise(
    const InitialiserType& type, const std::vector<Parameter>& parameters, std::uint64_t seed, FloatVector& flat);

} // namespace isthmus
