// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/nn/LayerSpec.h"

#include <string>
#include <vector>

namespace isthmus {

/// Most numbers of a code.
inline constexpr int kLargestCode = 1 << 20;

/// What stands between encoder and decoder.
enum class Bottleneck {
    Plain, ///< the encoder's output is the code
    Gaussian, ///< two dense heads, mu and log_var, on the encoder's output; z ~ N(mu, exp(logVar))
    NoEncoder, ///< there is no encoder: a decoder alone, which takes codes from elsewhere
};

/// An autoencoder as a plain value: what the user edits and a run file stores. Families are compositions: a denoising
/// one is any model trained with a corruption, a variational one has a Gaussian bottleneck. A decoder alone, as the
/// generator of another program, can be explored but not trained.
struct ModelSpec
{
    std::string name; ///< "dense-vae"
    std::string title; ///< "Dense VAE, 20-D"
    std::vector<LayerSpec> encoder; ///< empty where there is none
    Bottleneck bottleneck = Bottleneck::Plain;
    /// Size of the code of a Gaussian bottleneck; a plain model's is the size of its encoder's output.
    int latentDim = 0;
    std::vector<LayerSpec> decoder;
    std::string loss = "mse"; ///< a name from lossTypes()
    std::string initialiser = "glorot"; ///< how fresh weights are drawn, a name from initialiserTypes()
    Shape code = {}; ///< shape of the code that a decoder alone takes; else empty
    [[nodiscard]] bool operator==(const ModelSpec&) const = default;
    [[nodiscard]] bool isVariational() const { return bottleneck == Bottleneck::Gaussian; }
    [[nodiscard]] bool hasEncoder() const { return bottleneck != Bottleneck::NoEncoder; }
};

/// Changes to the dense parts of a model, as --latent, --hidden, --activation and --code-activation ask for.
struct DenseOverrides
{
    int latentDim = 0; ///< 0: as it is
    bool hiddenGiven = false;
    std::vector<int> hidden; ///< units of the encoder's inner layers; the decoder mirrors them
    std::string activation; ///< layer type after each inner layer; empty: as it is
    std::string codeActivation; ///< layer type after a plain code; empty: as it is
};

/// The model with another reconstruction loss. A loss from logits takes a final sigmoid away, the others put one there
/// (and a plain model without any activation stays as it is).
/// @throws Error for an unknown loss
ModelSpec withLoss(const ModelSpec& spec, const std::string& loss);

/// The code can be resized in any model whose code is a vector; the rest changes chains of dense layers.
/// @throws Error if the model has no such part to change
ModelSpec withOverrides(const ModelSpec& spec, const DenseOverrides& overrides);

/// Checks that a model has an encoder, for what needs one.
/// @throws Error if there is none
void requireEncoder(const ModelSpec& spec);

} // namespace isthmus
