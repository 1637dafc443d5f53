// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mirror.h"

#include "core/base/Error.h"
#include "core/models/ModelOutline.h"
#include "core/nn/Loss.h"
#include "core/nn/Network.h"
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

/// What a layer of the encoder took, for the layer that makes it again.
struct Taken
{
    Shape shape;
    bool isData = false; ///< is it the image of the data, perhaps flattened?
    bool isLastImage = false; ///< is it the encoder's last image, perhaps flattened?
    /// The units that make it: those of an image follow the data.
    [[nodiscard]] double units() const
    {
        return isData ? kAsData : isLastImage ? kAsEncoder : static_cast<double>(shape.size());
    }
};

/// The layers that make what was taken of `after`, which a layer made of it.
std::vector<LayerSpec> inverse(const LayerSpec& layer, const Taken& before, Shape after)
{
    if (layer.type == "dense")
        return {{"dense", {{"units", before.units()}}}};
    if (layer.type == "conv")
        return {transposed(layer, before.shape, before.isData)};
    if (layer.type == "max-pool" || layer.type == "avg-pool")
        return {enlarged(layer, before.shape, after)};
    if (layer.type == "pad")
        return {unpadded(layer)};
    if (layer.type == "dropout")
        return {};
    if (layer.type == "flatten" && before.isData)
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

/// Is one of an encoder's layers before that entry such a one?
bool hasBefore(const std::vector<LayerSpec>& encoder, std::size_t entry, bool (*has)(const LayerSpec&))
{
    return std::any_of(encoder.begin(), encoder.begin() + static_cast<std::ptrdiff_t>(entry), has);
}

bool isDenseLayer(const LayerSpec& layer)
{
    return layer.type == "dense";
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
    const Shape lastImage = Network("encoder", spec.encoder, data, data, 0).mirror().featureMap;
    const auto taken = [&](std::size_t entry) -> Taken { // hidden units may be as many as those of an image
        const Shape before = entry == 0 ? data : outline.encoder[entry - 1].output;
        return {before, before.size() == data.size() && !hasBefore(spec.encoder, entry, hasWeights),
            before.size() == lastImage.size() && !hasBefore(spec.encoder, entry, isDenseLayer)};
    };
    const auto append = [&](const std::vector<LayerSpec>& layers) {
        mirrored.decoder.insert(mirrored.decoder.end(), layers.begin(), layers.end());
    };
    if (spec.isVariational()) // the two heads are dense
        append(inverse({"dense", {}}, taken(spec.encoder.size()), outline.code->output));
    const std::size_t atTheImage = layersAtTheImage(spec.encoder);
    for (std::size_t entry = spec.encoder.size(); entry-- > 0;) {
        const LayerSpec& layer = spec.encoder[entry];
        if (isNormalisation(layer) && mirrored.decoder.empty())
            continue; // those behind a plain code belong to it
        if (isNormalisation(layer))
            appendNormalisation(layer, mirrored.decoder);
        else if (!activates(layer))
            append(inverse(layer, taken(entry), outline.encoder[entry].output));
        else if (!mirrored.decoder.empty() && entry > atTheImage) // as of activations
            append({layer});
    }
    append(outputActivation(spec, !outline.fault));
    return mirrored;
}

} // namespace isthmus
