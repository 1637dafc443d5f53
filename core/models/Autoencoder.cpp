// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"

#include "core/models/GaussianHead.h"
#include "core/models/Sparsity.h"
#include "core/models/sizeAdvice.h"
#include "core/models/trainedCount.h"
#include "core/nn/LayerError.h"
#include "core/nn/layers/Dense.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

void appendLayers(const std::string& part, const std::vector<LayerSpec>& entries, const Network& network,
    std::vector<LayerInfo>& infos)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Layer& layer = *network.layers()[i];
        infos.push_back({part, static_cast<int>(i), entries[i].type, layerType(entries[i].type).label,
            layer.outputShape(), trainedCount(layer.parameters()), layer.forwardFlop()});
    }
}

double firstLayerFlop(const Network& network)
{
    for (const auto& layer : network.layers()) {
        if (layer->parameterCount() > 0)
            return layer->forwardFlop();
    }
    return 0;
}

void requireWeights(const char* part, bool has)
{
    if (!has)
        throw LayerError(part, std::nullopt, "expected at least one layer with weights, found none");
}

/// A loss from logits applies the sigmoid itself.
void requireLogits(const ModelSpec& spec, const LossType& loss)
{
    std::size_t end = spec.decoder.size();
    const auto keepsLogits = [](const std::string& type) {
        return type == "flatten" || type == "reshape" || type == "linear" || type == "dropout";
    };
    while (end > 0 && keepsLogits(spec.decoder[end - 1].type))
        --end;
    if (loss.fromLogits && end > 0 && spec.decoder[end - 1].type == "sigmoid")
        throw LayerError("decoder", end - 1,
            std::string("the loss ") + loss.name
                + " applies the sigmoid itself; leave the decoder's final sigmoid out, or take another loss");
}

void appendNamed(const std::string& name, std::vector<Parameter> tensors, std::vector<Parameter>& all)
{
    for (Parameter& tensor : tensors) {
        tensor.name = name + "." + tensor.name;
        all.push_back(std::move(tensor));
    }
}

void checkDecoderAlone(const ModelSpec& spec)
{
    if (!spec.encoder.empty())
        throw LayerError("encoder", std::nullopt, "expected no layers in a model without an encoder, found some");
    if (spec.code.size() < 1)
        throw LayerError("latent", std::nullopt, "expected the shape of the code of a decoder alone, found none");
}

} // namespace

Autoencoder::Autoencoder(ModelSpec spec, Shape input)
    : m_spec(std::move(spec))
    , m_input(input)
    , m_loss(&lossType(m_spec.loss))
    , m_initialiser(&initialiserType(m_spec.initialiser))
    , m_encoder("encoder", m_spec.encoder, input, input, 0)
{
    if (!hasEncoder())
        checkDecoderAlone(m_spec);
    m_parameters = m_encoder.parameters();
    Index next = m_encoder.parameterCount();
    if (isVariational()) {
        if (m_spec.latentDim < 1)
            throw LayerError(
                "latent", std::nullopt, "expected at least 1 dimension, found " + std::to_string(m_spec.latentDim));
        auto heads = std::make_unique<Dense>(m_encoder.outputShape(), 2 * m_spec.latentDim, next, Shape{});
        appendNamed("mu", heads->rowParameters(0, m_spec.latentDim), m_parameters);
        appendNamed("log_var", heads->rowParameters(m_spec.latentDim, m_spec.latentDim), m_parameters);
        next += heads->parameterCount();
        m_heads = std::move(heads);
    }
    m_decoder = Network("decoder", m_spec.decoder, codeShape(), input, next,
        hasEncoder() ? m_encoder.mirror() : Mirror{codeShape(), {}, 0});
    next += m_decoder.parameterCount();
    for (Parameter& parameter : m_decoder.parameters())
        m_parameters.push_back(std::move(parameter));
    m_parameterCount = next;
    requireLogits(m_spec, *m_loss);
    requireWeights("encoder", m_encoder.parameterCount() > 0 || isVariational() || !hasEncoder());
    requireWeights("decoder", m_decoder.parameterCount() > 0);
    if (m_decoder.outputShape().size() != input.size()) {
        throw LayerError("decoder", std::nullopt,
            "expected " + grouped(input.size()) + " outputs for an image of " + input.text() + ", found "
                + grouped(m_decoder.outputShape().size()) + sizeAdvice(m_spec, input));
    }
}

Shape Autoencoder::codeShape() const
{
    if (!hasEncoder())
        return m_spec.code;
    return isVariational() ? Shape::vector(m_spec.latentDim) : m_encoder.outputShape();
}

std::vector<LayerInfo> Autoencoder::layers() const
{
    std::vector<LayerInfo> infos;
    appendLayers("encoder", m_spec.encoder, m_encoder, infos);
    if (m_heads) {
        const Index parameters = m_heads->parameterCount() / 2;
        const double flop = m_heads->forwardFlop() / 2;
        infos.push_back({"mu", 0, "dense", "mu", codeShape(), parameters, flop});
        infos.push_back({"log_var", 0, "dense", "log_var", codeShape(), parameters, flop});
    }
    appendLayers("decoder", m_spec.decoder, m_decoder, infos);
    return infos;
}

std::optional<PictureReach> Autoencoder::reach() const
{
    if (!hasEncoder() || isVariational())
        return std::nullopt;
    std::vector<AxisField> vertical;
    std::vector<AxisField> horizontal;
    for (const Network* part : {&m_encoder, &m_decoder})
        for (const auto& layer : part->layers()) {
            const std::optional<ReceptiveField> field = layer->receptiveField();
            if (!field)
                return std::nullopt;
            vertical.push_back(field->vertical);
            horizontal.push_back(field->horizontal);
        }
    const std::optional<AxisReach> down = reachOf(vertical);
    const std::optional<AxisReach> across = reachOf(horizontal);
    return down && across ? std::optional(PictureReach{*down, *across}) : std::nullopt;
}

double Autoencoder::forwardFlop() const
{
    double flop = 0;
    for (const LayerInfo& info : layers())
        flop += info.flop;
    return flop;
}

double Autoencoder::trainingFlop() const
{
    const bool headsAreFirst = m_heads && m_encoder.parameterCount() == 0;
    return 3 * forwardFlop() - (headsAreFirst ? m_heads->forwardFlop() : firstLayerFlop(m_encoder));
}

Index Autoencoder::blockSamples() const
{
    constexpr Index kCacheFloats = Index(4) << 20;
    constexpr Index kPanel = 32; // columns of a register block in products
    const Index values = 2 * (m_encoder.valueCount() + m_decoder.valueCount() + m_input.size()); // and their gradients
    return std::max<Index>(1, kCacheFloats / values / kPanel) * kPanel;
}

Index Autoencoder::workspaceSize() const
{
    const Index latent = isVariational() ? 8 * Index(m_spec.latentDim) : 0; // heads, noise, code, and their gradients
    const Index scratch = m_input.size(); // of the first layer, as a rule the largest
    return 2 * (m_encoder.valueCount() + m_decoder.valueCount()) + latent + scratch;
}

FloatVector Autoencoder::initialise(std::uint64_t seed) const
{
    FloatVector parameters(static_cast<std::size_t>(m_parameterCount), 0.0F);
    isthmus::initialise(*m_initialiser, m_parameters, seed, parameters);
    return parameters;
}

void Autoencoder::encodeHeads(const Pass& pass, const Batch& input, Workspace& workspace) const
{
    const Batch& features = m_encoder.forward(pass, input, workspace.encoder);
    workspace.heads.resize(2 * m_spec.latentDim, input.cols());
    m_heads->forward(pass, features, workspace.heads, {});
}

const Batch& Autoencoder::forward(
    const Pass& pass, const Batch& input, const NoiseKey& noise, Workspace& workspace) const
{
    assert(hasEncoder() && input.rows() == m_input.size());
    if (!isVariational())
        return m_decoder.forward(pass, m_encoder.forward(pass, input, workspace.encoder), workspace.decoder);
    encodeHeads(pass, input, workspace);
    drawNoise(noise.seed, noise.purpose, noise.epoch, noise.samples, m_spec.latentDim, workspace.noise, pass.pool);
    drawCode(workspace.heads, workspace.noise, workspace.code, pass.pool);
    return m_decoder.forward(pass, workspace.code, workspace.decoder);
}

LossTerms Autoencoder::codeTerms(
    const Batch& input, const Objective& objective, Workspace& workspace, ThreadPool& pool) const
{
    LossTerms terms;
    const Batch& code = isVariational() ? workspace.heads : m_encoder.output(input, workspace.encoder);
    terms[AutoencoderTerm::Sparsity] = codeNorm(code, latentDim(), pool);
    if (isVariational()) {
        klToPrior(workspace.heads, workspace.kl, pool);
        terms[AutoencoderTerm::Kl] = withFreeBits(workspace.kl, 0);
        terms[AutoencoderTerm::TrainedKl] = withFreeBits(workspace.kl, objective.freeBits);
    }
    return terms;
}

LossTerms Autoencoder::losses(const FloatVector& parameters, const Batch& input, const Batch& target,
    const NoiseKey& noise, Workspace& workspace, ThreadPool& pool) const
{
    const Batch& output = forward({parameters.data(), pool}, input, noise, workspace);
    LossTerms terms = codeTerms(input, {}, workspace, pool);
    terms[AutoencoderTerm::Reconstruction] = evaluateLoss(*m_loss, output, target, nullptr, pool);
    return terms;
}

LossTerms Autoencoder::gradient(const FloatVector& parameters, const Batch& input, const Batch& target,
    const NoiseKey& noise, const Objective& objective, FloatVector& gradient, Workspace& workspace,
    ThreadPool& pool) const
{
    const LayerNoise layerNoise{noise.seed, noise.epoch, noise.samples};
    const Pass pass{parameters.data(), pool, nullptr, &layerNoise};
    gradient.resize(parameters.size());
    const Batch& output = forward(pass, input, noise, workspace);
    LossTerms terms = codeTerms(input, objective, workspace, pool);
    terms[AutoencoderTerm::Reconstruction] = evaluateLoss(
        *m_loss, output, target, &m_decoder.outputGradient(workspace.decoder), pool, 1 / objective.judgedShare);
    if (!isVariational()) {
        const Batch& code = m_encoder.output(input, workspace.encoder);
        Batch& codeGradient = m_encoder.outputGradient(workspace.encoder);
        m_decoder.backward(pass, code, workspace.decoder, gradient.data(), &codeGradient);
        if (objective.sparsity != 0)
            addCodeNormGradient(code, latentDim(), objective.sparsity, codeGradient, pool);
        backwardEncoder(pass, input, gradient.data(), workspace);
        return terms;
    }
    m_decoder.backward(pass, workspace.code, workspace.decoder, gradient.data(), &workspace.codeGradient);
    gradientOfHeads(workspace.heads, workspace.noise, workspace.codeGradient, objective, workspace.kl,
        workspace.headsGradient, pool);
    if (objective.sparsity != 0)
        addCodeNormGradient(workspace.heads, latentDim(), objective.sparsity, workspace.headsGradient, pool);
    backwardEncoder(pass, input, gradient.data(), workspace);
    return terms;
}

void Autoencoder::backwardEncoder(const Pass& pass, const Batch& input, float* gradient, Workspace& workspace) const
{
    if (isVariational()) {
        const Batch& features = m_encoder.output(input, workspace.encoder);
        m_heads->backwardParameters(
            {pass.parameters, pass.pool, &workspace.encoder.scratch}, features, workspace.headsGradient, gradient);
        if (m_encoder.parameterCount() == 0)
            return;
        m_heads->backwardInput(
            pass, features, workspace.heads, workspace.headsGradient, m_encoder.outputGradient(workspace.encoder), {});
    }
    m_encoder.backward(pass, input, workspace.encoder, gradient, nullptr);
}

Index Autoencoder::encoderParameterCount() const
{
    return m_encoder.parameterCount() + (m_heads ? m_heads->parameterCount() : 0);
}

void Autoencoder::encodeInTraining(const FloatVector& parameters, const Batch& input, const NoiseKey& noise,
    Batch& code, Workspace& workspace, ThreadPool& pool) const
{
    const LayerNoise layerNoise{noise.seed, noise.epoch, noise.samples};
    encodeBy({parameters.data(), pool, nullptr, &layerNoise}, input, code, workspace);
}

void Autoencoder::backwardCode(const FloatVector& parameters, const Batch& input, const NoiseKey& noise,
    const Batch& codeGradient, float* gradient, Workspace& workspace, ThreadPool& pool) const
{
    const LayerNoise layerNoise{noise.seed, noise.epoch, noise.samples};
    if (isVariational()) {
        workspace.headsGradient.resize(2 * latentDim(), codeGradient.cols());
        workspace.headsGradient.rowsView(0, latentDim()) = codeGradient.view();
        workspace.headsGradient.rowsView(latentDim(), latentDim()).setZero();
    } else {
        m_encoder.outputGradient(workspace.encoder).view() = codeGradient.view();
    }
    backwardEncoder({parameters.data(), pool, nullptr, &layerNoise}, input, gradient, workspace);
}

void Autoencoder::encodeBy(const Pass& pass, const Batch& input, Batch& code, Workspace& workspace) const
{
    assert(hasEncoder() && input.rows() == m_input.size());
    code.resize(latentDim(), input.cols());
    if (!isVariational()) {
        code.view() = m_encoder.forward(pass, input, workspace.encoder).view();
        return;
    }
    encodeHeads(pass, input, workspace);
    code.view() = workspace.heads.rowsView(0, m_spec.latentDim);
}

void Autoencoder::encode(const FloatVector& parameters, const Batch& input, Batch& code, Batch* logVar,
    Workspace& workspace, ThreadPool& pool) const
{
    encodeBy({parameters.data(), pool}, input, code, workspace);
    if (isVariational() && logVar != nullptr) {
        logVar->resize(latentDim(), input.cols());
        logVar->view() = workspace.heads.rowsView(m_spec.latentDim, m_spec.latentDim);
    }
}

void Autoencoder::decode(
    const FloatVector& parameters, const Batch& code, Batch& image, Workspace& workspace, ThreadPool& pool) const
{
    assert(code.rows() == latentDim());
    const Pass pass{parameters.data(), pool};
    m_decoder.forward(pass, code, workspace.decoder);
    output(workspace, image, pool);
}

void Autoencoder::reconstructionLosses(const FloatVector& parameters, const Batch& code, const Batch& target,
    std::span<double> losses, Workspace& workspace, ThreadPool& pool) const
{
    assert(code.rows() == latentDim());
    const Pass pass{parameters.data(), pool};
    evaluateLossOfSamples(*m_loss, m_decoder.forward(pass, code, workspace.decoder), target, losses, pool);
}

void Autoencoder::output(const Workspace& workspace, Batch& image, ThreadPool& pool) const
{
    meanOfOutput(*m_loss, m_decoder.output(workspace.code, workspace.decoder), image, pool);
}

} // namespace isthmus
