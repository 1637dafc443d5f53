// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/Pixels.h"
#include "core/data/corruptions/corruptions.h"

namespace isthmus {

namespace {

void apply(double amount, const CorruptionBlock& block)
{
    const auto share = static_cast<float>(amount);
    const float half = 0.5F * share;
    replacePixels(block, [=](float value, float u) {
        const float extreme = u < half ? 0.0F : 1.0F;
        return u < share ? extreme : value;
    });
}

} // namespace

CorruptionType saltPepperCorruption()
{
    return {"salt-pepper", "Salt and pepper", "salt and pepper %", "Share of pixels", 0.0, 1.0, 0.25, false,
        "share p of the pixels: p/2 become 0 and p/2 become 1, all channels together", apply};
}

} // namespace isthmus
