// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Reshape.h"

#include "core/base/Error.h"
#include "core/nn/layers/ViewLayer.h"

namespace isthmus {

namespace {

Shape reshapeTarget(const LayerSpec& spec, Shape data)
{
    const auto count = [&](const char* field, int asData) {
        const double value = fieldValue(kReshapeType, spec, field);
        return value == kAsData ? asData : static_cast<int>(value);
    };
    return {count("channels", data.channels), count("height", data.height), count("width", data.width)};
}

} // namespace

const LayerType kReshapeType{
    "reshape",
    "reshape",
    {
        {"channels", "Channels", kAsData, 0, 1 << 16, true, "0: as the data", true},
        {"height", "Height", kAsData, 0, 1 << 16, true, "rows of pixels; 0: as the data", true},
        {"width", "Width", kAsData, 0, 1 << 16, true, "pixels of a row; 0: as the data", true},
    },
    [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
        const Shape target = reshapeTarget(spec, context.data);
        if (target.size() != context.input.size()) {
            throw Error("reshape: expected " + grouped(target.size()) + " values for " + target.text() + ", found "
                + grouped(context.input.size()));
        }
        return std::make_unique<ViewLayer>(context.input, target);
    },
};

} // namespace isthmus
