// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/decoderAlone.h"

#include "core/base/Error.h"
#include "core/models/Autoencoder.h"

namespace isthmus {

namespace {

/// Output padding that gives an output of this extent.
int outputPadding(const LayerSpec& layer, int before, int after)
{
    const LayerType& type = layerType(layer.type);
    const auto field = [&](const char* name) { return static_cast<int>(fieldValue(type, layer, name)); };
    return after - ((before - 1) * field("stride") - 2 * field("padding") + field("kernel"));
}

void writeOut(LayerSpec& layer, Shape before, Shape after)
{
    const auto isEncoders = [&](const char* field) {
        return fieldValue(layerType(layer.type), layer, field) == kAsEncoder;
    };
    if (layer.type == "dense" && isEncoders("units"))
        layer.values["units"] = static_cast<double>(after.size());
    if (layer.type == "reshape") {
        const std::pair<const char*, int> extents[] = {
            {"channels", after.channels}, {"height", after.height}, {"width", after.width}};
        for (const auto& [field, extent] : extents)
            if (isEncoders(field))
                layer.values[field] = extent;
    }
    if (layer.type == "conv-transpose" && isEncoders("output-padding")) {
        const int down = outputPadding(layer, before.height, after.height);
        const int across = outputPadding(layer, before.width, after.width);
        if (down != across)
            throw Error("a decoder alone: expected the same output padding on both axes, found " + std::to_string(down)
                + " and " + std::to_string(across));
        layer.values["output-padding"] = down;
    }
}

} // namespace

ModelSpec decoderAlone(const ModelSpec& spec, Shape data)
{
    const Autoencoder whole(spec, data);
    ModelSpec alone = spec;
    alone.encoder.clear();
    alone.bottleneck = Bottleneck::NoEncoder;
    alone.latentDim = 0;
    alone.code = whole.codeShape();
    alone.code.flattened = false; // a list of them has the same order
    Shape before = alone.code;
    for (const LayerInfo& info : whole.layers()) {
        if (info.part != "decoder")
            continue;
        writeOut(alone.decoder[static_cast<std::size_t>(info.entry)], before, info.output);
        before = info.output;
    }
    return alone;
}

} // namespace isthmus
