// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mirror.h"

#include "core/base/Error.h"
#include "core/models/ModelOutline.h"
#include "core/nn/Loss.h"
#include "core/nn/layers.h"

#include <algorithm>
#include <iterator>

namespace isthmus {

namespace {

bool isNormalisation(const LayerSpec& layer)
{
    return layer.type == "batch-norm" || layer.type == "layer-norm" || layer.type == "group-norm";
}

/// An activation, be it one with weights.
bool activates(const LayerSpec& layer)
{
    return layerType(layer.type).isActivation || layer.type == "prelu";
}

/// Puts a normalisation of the way there on the way back: before the activation that followed it.
void appendNormalisation(const LayerSpec& layer, std::vector<LayerSpec>& decoder)
{
    const bool behindActivation = !decoder.empty() && activates(decoder.back());
    decoder.insert(behindActivation ? std::prev(decoder.end()) : decoder.end(), layer);
}

bool isReordering(const LayerSpec& layer)
{
    return layer.type == "flatten" || layer.type == "reshape";
}

LayerSpec transposed(const LayerSpec& conv, Shape before, bool isData)
{
    LayerSpec back{"conv-transpose", conv.values};
    back.values["channels"] = isData ? kAsData : before.channels;
    for (const char* field : {"kernel", "stride", "padding"})
        back.values[field] = fieldValue(layerType("conv"), conv, field);
    back.values["output-padding"] = kAsEncoder;
    return back;
}

LayerSpec enlarged(const LayerSpec& pooling, Shape before, Shape after)
{
    const auto [height, width] = sideValues(layerType(pooling.type), pooling, "stride");
    if (before.height != height * after.height || before.width != width * after.width)
        throw Error("the decoder cannot mirror a pooling from " + before.text() + " to " + after.text()
            + ": upsampling by " + shortNumber(height) + (width == height ? "" : " x " + shortNumber(width))
            + " does not restore the size");
    LayerSpec back{"upsample", {{"factor", height}}};
    if (width != height)
        back.values["factor-width"] = width;
    return back;
}

/// Takes away what was added at the edges, and adds what was taken away.
LayerSpec unpadded(const LayerSpec& pad)
{
    LayerSpec back{"pad", {}};
    for (const char* edge : {"top", "bottom", "left", "right"})
        back.values[edge] = -fieldValue(layerType("pad"), pad, edge);
    return back;
}

/// The layers that make `before` of `after`, which a layer made of it.
std::vector<LayerSpec> inverse(const LayerSpec& layer, Shape before, Shape after, Shape data)
{
    const bool isData = before.size() == data.size();
    if (layer.type == "dense")
        return {{"dense", {{"units", isData ? kAsData : static_cast<double>(before.size())}}}};
    if (layer.type == "conv")
        return {transposed(layer, before, isData)};
    if (layer.type == "max-pool" || layer.type == "avg-pool")
        return {enlarged(layer, before, after)};
    if (layer.type == "pad")
        return {unpadded(layer)};
    if (layer.type == "dropout")
        return {};
    if (layer.type == "flatten" && isData)
        return {{"reshape", {}}};
    if (layer.type == "flatten")
        return {{"reshape", {{"channels", kAsEncoder}, {"height", kAsEncoder}, {"width", kAsEncoder}}}};
    throw Error("the decoder cannot mirror a layer of type " + layer.type);
}

bool hasWeights(const LayerSpec& layer)
{
    return layer.type == "dense" || layer.type == "conv";
}

/// The number of an encoder's layers before its first one with weights. What they do to the image has no way back: an
/// activation there would be one of the decoder's output.
std::size_t layersAtTheImage(const std::vector<LayerSpec>& encoder)
{
    return static_cast<std::size_t>(std::find_if(encoder.begin(), encoder.end(), hasWeights) - encoder.begin());
}

/// The activation that a decoder ends in, views left out; empty: it ends in none.
std::vector<LayerSpec> lastActivation(const std::vector<LayerSpec>& decoder)
{
    const auto last =
        std::find_if(decoder.rbegin(), decoder.rend(), [](const LayerSpec& layer) { return !isReordering(layer); });
    if (last == decoder.rend() || !activates(*last))
        return {};
    return {*last};
}

/// The output's activation of the old decoder, as far as the loss can use it: a loss from logits takes none, and of a
/// decoder that does not restore the image, its last layer perhaps gone, the last one may be that of a hidden layer.
std::vector<LayerSpec> outputActivation(const ModelSpec& spec, bool restoresImage)
{
    std::vector<LayerSpec> last = lastActivation(spec.decoder);
    const bool isBounded = !last.empty() && (last[0].type == "sigmoid" || last[0].type == "tanh");
    if (lossType(spec.loss).fromLogits || !(isBounded || restoresImage))
        last.clear();
    return last;
}

} // namespace

ModelSpec withMirroredDecoder(const ModelSpec& spec, Shape data)
{
    const ModelOutline outline = outlineOf(spec, data);
    if (outline.encoder.size() < spec.encoder.size() || !outline.code)
        throw Error("the encoder does not fit together: " + outline.fault->sentence);
    ModelSpec mirrored = spec;
    mirrored.decoder.clear();
    const auto append = [&](const std::vector<LayerSpec>& layers) {
        mirrored.decoder.insert(mirrored.decoder.end(), layers.begin(), layers.end());
    };
    if (spec.isVariational()) { // the two heads are dense
        const Shape features = outline.encoder.empty() ? data : outline.encoder.back().output;
        append(inverse({"dense", {}}, features, outline.code->output, data));
    }
    const std::size_t atTheImage = layersAtTheImage(spec.encoder);
    for (std::size_t entry = spec.encoder.size(); entry-- > 0;) {
        const LayerSpec& layer = spec.encoder[entry];
        if (isNormalisation(layer) && mirrored.decoder.empty())
            continue; // those behind a plain code belong to it
        if (isNormalisation(layer))
            appendNormalisation(layer, mirrored.decoder);
        else if (!activates(layer))
            append(inverse(
                layer, entry == 0 ? data : outline.encoder[entry - 1].output, outline.encoder[entry].output, data));
        else if (!mirrored.decoder.empty() && entry > atTheImage) // as of activations
            append({layer});
    }
    append(outputActivation(spec, !outline.fault));
    return mirrored;
}

} // namespace isthmus
