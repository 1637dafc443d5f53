// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/PixelMoves.h"

namespace isthmus {

LayerType pixelUnshuffleLayer()
{
    return {
        .name = "pixel-unshuffle",
        .label = "pixel unshuffle",
        .fields = pixelMoveFields("height and width shrink by it, channels grow by its square"),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) {
                return static_cast<int>(fieldValue(layerType("pixel-unshuffle"), spec, name));
            };
            const Shape input = context.input;
            const int factor = field("factor");
            if (input.flattened)
                throw Error("pixel-unshuffle: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            if (input.height % factor != 0 || input.width % factor != 0)
                throw Error("pixel-unshuffle: expected a height and a width that are multiples of " + grouped(factor)
                    + ", found " + input.text());
            const Shape coarse{input.channels * factor * factor, input.height / factor, input.width / factor};
            return std::make_unique<PixelMoves>(PixelOrder{coarse, input, factor, field("depth") == 1}, false);
        },
    };
}

} // namespace isthmus
