// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/layers/Resampling.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kCornersMeet = 1; // values of the field `corners`
constexpr int kFirstCornersMeet = 2;

/// Place of a pixel of the large axis on the small one, in pixels of that.
double placeOn(Index pixel, Index small, Index large, int corners)
{
    if (corners == kCornersMeet)
        return large == 1 ? 0 : double(pixel) * double(small - 1) / double(large - 1);
    if (corners == kFirstCornersMeet)
        return double(pixel) * double(small) / double(large);
    return std::max(0.0, (double(pixel) + 0.5) * double(small) / double(large) - 0.5);
}

AxisShares bilinearShares(Index small, Index large, int corners)
{
    AxisShares shares(static_cast<std::size_t>(large));
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double place = placeOn(static_cast<Index>(i), small, large, corners);
        const Index below = std::min(static_cast<Index>(place), small - 1);
        const Index above = std::min(below + 1, small - 1);
        const double share = std::min(1.0, place - double(below));
        shares[i].push_back({below, static_cast<float>(above == below ? 1 : 1 - share)});
        if (above != below && share > 0)
            shares[i].push_back({above, static_cast<float>(share)});
    }
    return shares;
}

constexpr double kByFactor = 0; // of an extent that is not given

/// Without a size of its own a picture grows alike everywhere. With corners that meet the shares change from pixel to
/// pixel.
std::optional<ReceptiveField> fieldByFactor(Index factor, int corners)
{
    if (corners == kCornersMeet)
        return std::nullopt;
    const Index shift = corners == kFirstCornersMeet ? 0 : 1 - factor; // in halves of a pixel of the output
    const AxisField along{2, 2 * factor, shift, shift + 2 * factor};
    return ReceptiveField{along, along};
}

LayerField extentField(const char* name, const char* label)
{
    return {
        name, label, kByFactor, 1, 1 << 14, true, "pixels; \"factor\": by the factor", {{"factor", kByFactor}}, true};
}

} // namespace

LayerType bilinearLayer()
{
    return {
        .name = "bilinear",
        .label = "bilinear upsampling",
        .fields = {{"factor", "Factor", 2, 1, 64, true, "height and width grow by it"},
            {"corners", "Corners", 0, 0, 2, true,
                "0: the edges of both pictures meet; 1: their corners do; 2: their first corners alone"},
            extentField("height", "Height"), extentField("width", "Width")},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto field = [&](const char* name) { return fieldValue(layerType("bilinear"), spec, name); };
            const Shape input = context.input;
            if (input.flattened)
                throw Error("bilinear: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            const auto extent = [&](const char* name, int before) {
                const double given = field(name);
                return static_cast<Index>(given == kByFactor ? before * field("factor") : given);
            };
            const Index height = extent("height", input.height);
            const Index width = extent("width", input.width);
            constexpr Index kMostValues = 1 << 26;
            if (height * width > kMostValues / input.channels)
                throw Error("bilinear: expected a picture of at most " + grouped(kMostValues) + " values, found one of "
                    + grouped(height) + " x " + grouped(width) + " x " + grouped(input.channels));
            const auto corners = static_cast<int>(field("corners"));
            const bool isByFactor = field("height") == kByFactor && field("width") == kByFactor;
            return std::make_unique<Resampling>(input, bilinearShares(input.height, height, corners),
                bilinearShares(input.width, width, corners),
                isByFactor ? fieldByFactor(static_cast<Index>(field("factor")), corners) : std::nullopt);
        },
    };
}

} // namespace isthmus
