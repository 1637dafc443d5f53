// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/Resampling.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Values of the field `with`.
enum class Filling { Zeros, Edge, Reflection };

/// Pixels added before the first and behind the last one along an axis.
struct Margin
{
    Index before;
    Index behind;
};

/// Pixel that stands at a place, which may lie outside; -1: none.
Index sourceOf(Index place, Index extent, Filling filling)
{
    if (place >= 0 && place < extent)
        return place;
    if (filling == Filling::Zeros)
        return -1;
    if (filling == Filling::Edge)
        return std::clamp<Index>(place, 0, extent - 1);
    return place < 0 ? -place : 2 * (extent - 1) - place;
}

AxisShares paddedShares(Index extent, Margin margin, Filling filling)
{
    AxisShares shares(static_cast<std::size_t>(extent + margin.before + margin.behind));
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const Index source = sourceOf(static_cast<Index>(i) - margin.before, extent, filling);
        if (source >= 0)
            shares[i].push_back({source, 1.0F});
    }
    return shares;
}

void requireRoom(Shape input, Index extent, Margin margin, Filling filling)
{
    if (extent + margin.before + margin.behind < 1 || extent + std::min(margin.before, margin.behind) < 1)
        throw Error("pad: expected to leave at least one pixel of the picture of " + input.text()
            + ", found that all are taken away");
    if (filling == Filling::Reflection && std::max(margin.before, margin.behind) >= extent)
        throw Error("pad: expected a reflection of fewer pixels than the picture of " + input.text() + " has, found "
            + grouped(std::max(margin.before, margin.behind)));
}

LayerField marginField(const char* name, const char* label)
{
    return {name, label, 1, -512, 512, true, "pixels added at this edge; fewer than 0: taken away"};
}

} // namespace

LayerType padLayer()
{
    return {
        .name = "pad",
        .label = "padding",
        .fields = {marginField("top", "Top"), marginField("bottom", "Bottom"), marginField("left", "Left"),
            marginField("right", "Right"),
            {"with", "With", 0, 0, 2, true, "what is added: zeros, the pixels at the edge, or the picture reflected",
                {{"zeros", 0}, {"edge", 1}, {"reflection", 2}}}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) {
                return static_cast<Index>(fieldValue(layerType("pad"), spec, name));
            };
            const Shape input = context.input;
            if (input.flattened)
                throw Error("pad: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            const auto filling = static_cast<Filling>(field("with"));
            const Margin vertical{field("top"), field("bottom")};
            const Margin horizontal{field("left"), field("right")};
            requireRoom(input, input.height, vertical, filling);
            requireRoom(input, input.width, horizontal, filling);
            const auto along = [](Margin margin) { return AxisField{1, 1, -margin.before, -margin.before}; };
            return std::make_unique<Resampling>(input, paddedShares(input.height, vertical, filling),
                paddedShares(input.width, horizontal, filling), ReceptiveField{along(vertical), along(horizontal)});
        },
    };
}

} // namespace isthmus
