// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

#include <algorithm>

namespace isthmus {

namespace {

/// One of `places` positions, from u uniform in (0, 1).
Index place(float u, Index places)
{
    return std::min(static_cast<Index>(u * static_cast<float>(places)), places - 1);
}

void apply(double amount, const CorruptionBlock& block)
{
    const Shape& shape = block.shape;
    const Index height = std::min(static_cast<Index>(amount), Index(shape.height));
    const Index width = std::min(static_cast<Index>(amount), Index(shape.width));
    alignas(kAlignment) float chance[4 * kLane]; // draw 0 gives x, draw 1 gives y
    block.rng.uniform16(block.samples, block.epoch, 0, chance);
    for (Index lane = 0; lane < kLane; ++lane) {
        const Index left = place(chance[lane], shape.width - width + 1);
        const Index top = place(chance[kLane + lane], shape.height - height + 1);
        for (Index y = top; y < top + height; ++y)
            for (Index feature = 0; feature < width * shape.channels; ++feature)
                block.line((y * shape.width + left) * shape.channels + feature)[lane] = block.neutral;
    }
}

} // namespace

CorruptionType occludeCorruption()
{
    return {"occlude", "Occlusion", "hidden square of % px", "Side of the square", 1.0, 256.0, 10.0, true,
        "side in pixels of a square that becomes 0, at a random place inside the image; of a row in standard scores "
        "its values become the means",
        apply};
}

} // namespace isthmus
