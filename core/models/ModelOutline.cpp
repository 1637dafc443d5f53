// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelOutline.h"

#include "core/models/trainedCount.h"
#include "core/nn/LayerError.h"
#include "core/nn/layers/Dense.h"

namespace isthmus {

namespace {

ModelPart partOf(const LayerError& error)
{
    if (error.part() == "encoder")
        return ModelPart::Encoder;
    return error.part() == "decoder" ? ModelPart::Decoder : ModelPart::Bottleneck;
}

/// A fault of a part as a whole is shown at its last layer.
std::size_t lastOf(const ModelSpec& spec, ModelPart part)
{
    if (part == ModelPart::Bottleneck)
        return 0;
    const std::size_t count = part == ModelPart::Encoder ? spec.encoder.size() : spec.decoder.size();
    return count == 0 ? 0 : count - 1;
}

ModelFault faultOf(const LayerError& error, const ModelSpec& spec)
{
    const ModelPart part = partOf(error);
    return {{part, error.entry().value_or(lastOf(spec, part))}, error.sentence()};
}

/// How many of a part's layers have a shape.
std::size_t fittingLayers(const std::vector<LayerSpec>& entries, ModelPart part, const std::optional<LayerError>& error)
{
    if (!error || partOf(*error) > part)
        return entries.size();
    if (partOf(*error) < part)
        return 0;
    return error->entry().value_or(entries.size());
}

std::vector<LayerSpec> first(const std::vector<LayerSpec>& entries, std::size_t count)
{
    return {entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<LayerOutline> outlinesOf(const Network& network)
{
    std::vector<LayerOutline> outlines;
    for (const auto& layer : network.layers())
        outlines.push_back({layer->outputShape(), trainedCount(layer->parameters()), layer->forwardFlop()});
    return outlines;
}

LayerOutline codeOf(const ModelSpec& spec, Shape features)
{
    if (!spec.isVariational())
        return {features, 0, 0};
    const Dense heads(features, 2 * spec.latentDim, 0, Shape{});
    return {Shape::vector(spec.latentDim), heads.parameterCount(), heads.forwardFlop()};
}

/// The parts as far as they fit.
void fill(ModelOutline& outline, const ModelSpec& spec, Shape data, const std::optional<LayerError>& error)
{
    const std::size_t encoderCount = fittingLayers(spec.encoder, ModelPart::Encoder, error);
    const Network encoder("encoder", first(spec.encoder, encoderCount), data, data, 0);
    outline.encoder = outlinesOf(encoder);
    if (error && partOf(*error) != ModelPart::Decoder)
        return;
    outline.code = codeOf(spec, encoder.outputShape());
    const std::size_t decoderCount = fittingLayers(spec.decoder, ModelPart::Decoder, error);
    outline.decoder =
        outlinesOf({"decoder", first(spec.decoder, decoderCount), outline.code->output, data, 0, encoder.mirror()});
}

} // namespace

ModelOutline outlineOf(const ModelSpec& spec, Shape data)
{
    ModelOutline outline;
    std::optional<LayerError> error;
    if (!spec.hasEncoder()) {
        outline.fault = {{ModelPart::Bottleneck, 0}, "a decoder alone, which cannot be trained; choose a code"};
        return outline;
    }
    try {
        outline.model = std::make_shared<const Autoencoder>(spec, data);
    } catch (const LayerError& misfit) {
        error = misfit;
        outline.fault = faultOf(misfit, spec);
    } catch (const Error& other) { // of the model as a whole, such as its loss
        outline.fault = {{ModelPart::Decoder, lastOf(spec, ModelPart::Decoder)}, other.what()};
    }
    fill(outline, spec, data, error);
    return outline;
}

} // namespace isthmus
