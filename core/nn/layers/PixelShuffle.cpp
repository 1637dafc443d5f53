// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/PixelMoves.h"

namespace isthmus {

LayerType pixelShuffleLayer()
{
    return {
        .name = "pixel-shuffle",
        .label = "pixel shuffle",
        .fields = pixelMoveFields("height and width grow by it, channels shrink by its square"),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) {
                return static_cast<int>(fieldValue(layerType("pixel-shuffle"), spec, name));
            };
            const Shape input = context.input;
            const int factor = field("factor");
            if (input.flattened)
                throw Error("pixel-shuffle: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            if (input.channels % (factor * factor) != 0)
                throw Error("pixel-shuffle: expected a multiple of " + grouped(factor * factor) + " channels, found "
                    + grouped(input.channels));
            const Shape fine{input.channels / factor / factor, input.height * factor, input.width * factor};
            return std::make_unique<PixelMoves>(PixelOrder{input, fine, factor, field("depth") == 1}, true);
        },
    };
}

} // namespace isthmus
