// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Reshape.h"

#include "core/base/Error.h"
#include "core/nn/layers/ViewLayer.h"
#include "core/nn/layers/all.h"

namespace isthmus {

namespace {

const char* const kHelp = "\"data\": as the data; \"encoder\": as the encoder's last image";

} // namespace

Shape reshapeTarget(const LayerSpec& spec, Shape data, Shape featureMap)
{
    const auto extent = [&](const char* field, int asData, int asEncoder) {
        const double value = fieldValue(layerType("reshape"), spec, field);
        if (value == kAsEncoder && featureMap.size() == 0)
            throw Error(std::string("reshape: ") + field + " \"encoder\" has a meaning in the decoder alone");
        return value == kAsData ? asData : value == kAsEncoder ? asEncoder : static_cast<int>(value);
    };
    return {extent("channels", data.channels, featureMap.channels), extent("height", data.height, featureMap.height),
        extent("width", data.width, featureMap.width)};
}

LayerType reshapeLayer()
{
    return {
        .name = "reshape",
        .label = "reshape",
        .fields =
            {
                {"channels", "Channels", kAsData, 1, 1 << 16, true, kHelp, {kDataWord, kEncoderWord}},
                {"height", "Height", kAsData, 1, 1 << 16, true, kHelp, {kDataWord, kEncoderWord}},
                {"width", "Width", kAsData, 1, 1 << 16, true, kHelp, {kDataWord, kEncoderWord}},
            },
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const Shape target = reshapeTarget(spec, context.data, context.featureMap);
            if (target.size() != context.input.size()) {
                throw Error("reshape: expected " + grouped(target.size()) + " values for " + target.text() + ", found "
                    + grouped(context.input.size()));
            }
            return std::make_unique<ViewLayer>(context.input, target);
        },
    };
}

} // namespace isthmus
