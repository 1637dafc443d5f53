// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Rng.h"
#include "core/models/ModelSpec.h"
#include "core/models/Objective.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Loss.h"
#include "core/nn/Network.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Names the random numbers of one step.
struct NoiseKey
{
    std::uint64_t seed = 1;
    Purpose purpose = Purpose::Posterior; ///< Posterior in training, Evaluation elsewhere
    std::uint32_t epoch = 0;
    std::span<const Index> samples; ///< sample numbers, one per column
};

/// Buffers of one thread that uses an Autoencoder. Grows to what the largest batch needs and stays.
struct Workspace
{
    NetworkState encoder;
    NetworkState decoder;
    Batch heads; ///< mu and logVar, 2 * latentDim x samples
    Batch headsGradient;
    Batch noise; ///< eps, latentDim x samples
    Batch code; ///< z, latentDim x samples
    Batch codeGradient;
    std::vector<double> kl; ///< KL of each latent dimension in the last batch, mean over its samples, nats
};

/// One row of the table that the model panel and `info` show.
struct LayerInfo
{
    std::string part; ///< "encoder", "mu", "log_var", "decoder"
    int entry = 0; ///< number in that part's list
    std::string type; ///< "dense"
    std::string label; ///< "dense", "ReLU"
    Shape output;
    Index parameters = 0;
    double flop = 0; ///< FLOP of one sample forward; a multiply and an add are two
};

/// How far a model looks along both axes of a picture.
struct PictureReach
{
    AxisReach vertical;
    AxisReach horizontal;
};

/// An autoencoder built from its spec for images of one shape. Holds no numbers: parameters are a flat vector that the
/// caller keeps, buffers are in the caller's Workspace. Immutable; any number of threads may use one at the same time.
/// One without an encoder decodes, and takes part in nothing else.
class Autoencoder
{
public:
    /// @throws Error if a layer does not fit what comes before it, or the decoder does not restore the image's size
    Autoencoder(ModelSpec spec, Shape input);

    [[nodiscard]] const ModelSpec& spec() const { return m_spec; }
    [[nodiscard]] Shape inputShape() const { return m_input; }
    [[nodiscard]] bool hasEncoder() const { return m_spec.hasEncoder(); }
    [[nodiscard]] Shape codeShape() const; ///< a vector, or the feature map that is the code
    [[nodiscard]] int latentDim() const { return static_cast<int>(codeShape().size()); }
    [[nodiscard]] bool isVariational() const { return m_spec.isVariational(); }
    /// May codes be drawn from N(0, 1)? That is a variational model's prior; of a decoder alone it is assumed.
    [[nodiscard]] bool hasNormalPrior() const { return isVariational() || !hasEncoder(); }
    [[nodiscard]] const LossType& loss() const { return *m_loss; }
    [[nodiscard]] const InitialiserType& initialiser() const { return *m_initialiser; }

    [[nodiscard]] Index parameterCount() const { return m_parameterCount; }
    /// Named tensors in the order of the flat vector: "encoder.1.weight", "mu.weight", "decoder.0.bias".
    [[nodiscard]] const std::vector<Parameter>& parameters() const { return m_parameters; }
    /// Has it a layer that must see whole batches in training (Layer::needsWholeBatch)? In the encoder alone?
    [[nodiscard]] bool needsWholeBatch() const { return encoderNeedsWholeBatch() || m_decoder.needsWholeBatch(); }
    [[nodiscard]] bool encoderNeedsWholeBatch() const { return m_encoder.needsWholeBatch(); }
    [[nodiscard]] std::vector<LayerInfo> layers() const;
    /// How far from a pixel the input matters to its reconstruction; empty where all of it does, as with a dense layer.
    [[nodiscard]] std::optional<PictureReach> reach() const;
    /// FLOP of one sample: forward, and a step of training (forward and both gradients, no first input gradient).
    [[nodiscard]] double forwardFlop() const;
    [[nodiscard]] double trainingFlop() const;

    /// The number of samples that a gradient is best computed for at a time, a multiple of 32: what the passes leave
    /// behind for that many stays in a cache until it is read again. Depends on the model alone.
    [[nodiscard]] Index blockSamples() const;

    /// Floats that a Workspace holds for each sample that a gradient is computed of, within some per cent.
    [[nodiscard]] Index workspaceSize() const;

    /// Returns fresh parameters, drawn by initialiser().
    [[nodiscard]] FloatVector initialise(std::uint64_t seed) const;

    /// Losses of a batch and the gradient of the objective, which weighs them as weightsOf(objective) does, of a step
    /// of training: with the noise of its layers (dropout).
    /// @param input     what the encoder sees (possibly corrupted), inputSize x samples
    /// @param target    clean images, the same size
    /// @param gradient  resized to parameterCount() and overwritten
    LossTerms gradient(const FloatVector& parameters, const Batch& input, const Batch& target, const NoiseKey& noise,
        const Objective& objective, FloatVector& gradient, Workspace& workspace, ThreadPool& pool) const;

    /// Losses alone, without free bits, one posterior draw per sample. After it workspace.decoder holds the output (see
    /// output()), and workspace.kl the KL of each dimension.
    LossTerms losses(const FloatVector& parameters, const Batch& input, const Batch& target, const NoiseKey& noise,
        Workspace& workspace, ThreadPool& pool) const;

    /// Codes of images: mu for a variational model.
    /// @param code    resized to latentDim x samples
    /// @param logVar  the same for a variational model, untouched for others; null where it is not wanted
    void encode(const FloatVector& parameters, const Batch& input, Batch& code, Batch* logVar, Workspace& workspace,
        ThreadPool& pool) const;

    /// Parameters [0, encoderParameterCount()) are the encoder's, those of both heads among them.
    [[nodiscard]] Index encoderParameterCount() const;

    /// Encodes as encode() does, but in a step of training that goes on into the encoder: with the noise of its layers
    /// (dropout).
    /// @param code  resized as encode() resizes it
    void encodeInTraining(const FloatVector& parameters, const Batch& input, const NoiseKey& noise, Batch& code,
        Workspace& workspace, ThreadPool& pool) const;

    /// Gradient of a loss by the encoder's parameters, after encodeInTraining() of this input with this workspace.
    /// @param codeGradient  d loss / d code, latentDim x samples
    /// @param gradient      flat vector that begins with the encoder's parameters, which are overwritten
    void backwardCode(const FloatVector& parameters, const Batch& input, const NoiseKey& noise,
        const Batch& codeGradient, float* gradient, Workspace& workspace, ThreadPool& pool) const;

    /// Decoder's mean on the scale of the data: sigmoid applied where the loss takes logits. Never clipped.
    /// @param code   latentDim x samples
    /// @param image  resized to inputSize x samples
    void decode(
        const FloatVector& parameters, const Batch& code, Batch& image, Workspace& workspace, ThreadPool& pool) const;

    /// Reconstruction loss of each sample for codes of the caller.
    /// @param code    latentDim x samples
    /// @param target  inputSize x samples
    /// @param losses  one per sample, overwritten
    void reconstructionLosses(const FloatVector& parameters, const Batch& code, const Batch& target,
        std::span<double> losses, Workspace& workspace, ThreadPool& pool) const;

    /// Decoder's mean of the last losses() or gradient() call on this workspace.
    void output(const Workspace& workspace, Batch& image, ThreadPool& pool) const;

private:
    [[nodiscard]] LossTerms codeTerms(
        const Batch& input, const Objective& objective, Workspace& workspace, ThreadPool& pool) const;
    void encodeHeads(const Pass& pass, const Batch& input, Workspace& workspace) const;
    void encodeBy(const Pass& pass, const Batch& input, Batch& code, Workspace& workspace) const;
    /// Computes the gradient of the encoder's parameters from that of the heads, or of a plain model's code.
    void backwardEncoder(const Pass& pass, const Batch& input, float* gradient, Workspace& workspace) const;
    [[nodiscard]] const Batch& forward(
        const Pass& pass, const Batch& input, const NoiseKey& noise, Workspace& workspace) const;

    ModelSpec m_spec;
    Shape m_input;
    const LossType* m_loss = nullptr;
    const InitialiserType* m_initialiser = nullptr;
    Network m_encoder;
    std::unique_ptr<const Layer> m_heads; ///< one dense layer for both heads: rows [0, d) mu, [d, 2d) logVar
    Network m_decoder;
    Index m_parameterCount = 0;
    std::vector<Parameter> m_parameters;
};

} // namespace isthmus
