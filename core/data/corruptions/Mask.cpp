// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/Pixels.h"
#include "core/data/corruptions/corruptions.h"

namespace isthmus {

namespace {

void apply(double amount, const CorruptionBlock& block)
{
    const auto share = static_cast<float>(amount);
    const float neutral = block.neutral;
    replacePixels(block, [=](float value, float u) { return u < share ? neutral : value; });
}

} // namespace

CorruptionType maskCorruption()
{
    return {"mask", "Mask", "masked pixels %", "Share of pixels", 0.0, 1.0, 0.5, false,
        "share of the pixels that become 0, all channels together; values of a column in standard scores become its "
        "mean",
        apply};
}

} // namespace isthmus
