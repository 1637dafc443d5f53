// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace isthmus {

/// Natural logarithm of a normal positive float, within 1e-7 relative. Plain arithmetic without branches, so that a
/// loop over it becomes vector code and all lanes round alike.
/// Source: Moshier, Cephes library, logf
inline float naturalLog(float x)
{
    constexpr float kRootHalf = 0.707106781186547524F;
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const float mantissa = std::bit_cast<float>((bits & 0x007FFFFFU) | 0x3F000000U); // [0.5, 1)
    const bool low = mantissa < kRootHalf;
    const float exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23) - 126) - (low ? 1.0F : 0.0F);
    const float z = (low ? mantissa + mantissa : mantissa) - 1.0F;
    float y = 7.0376836292e-2F;
    y = y * z - 1.1514610310e-1F;
    y = y * z + 1.1676998740e-1F;
    y = y * z - 1.2420140846e-1F;
    y = y * z + 1.4249322787e-1F;
    y = y * z - 1.6668057665e-1F;
    y = y * z + 2.0000714765e-1F;
    y = y * z - 2.4999993993e-1F;
    y = y * z + 3.3333331174e-1F;
    y = y * z * z * z - 2.12194440e-4F * exponent - 0.5F * z * z;
    return (z + y) + 0.693359375F * exponent;
}

/// Sine and cosine of an angle given in turns within [0, 1].
/// Source: Moshier, Cephes library, sinf and cosf
inline void sineCosine(float turns, float& sine, float& cosine)
{
    constexpr float kHalfPi = 1.57079632679489661923F;
    const auto quarter = static_cast<std::int32_t>(turns * 4.0F + 0.5F); // NOLINT(bugprone-incorrect-roundings): exact
    const float x = (turns * 4.0F - static_cast<float>(quarter)) * kHalfPi; // [-pi/4, pi/4]
    const float z = x * x;
    const float s = ((-1.9515295891e-4F * z + 8.3321608736e-3F) * z - 1.6666654611e-1F) * z * x + x;
    const float c =
        ((2.443315711809948e-5F * z - 1.388731625493765e-3F) * z + 4.166664568298827e-2F) * z * z - 0.5F * z + 1.0F;
    const bool odd = (quarter & 1) != 0;
    const float sineSize = odd ? c : s;
    const float cosineSize = odd ? s : c;
    sine = (quarter & 2) != 0 ? -sineSize : sineSize;
    cosine = ((quarter + 1) & 2) != 0 ? -cosineSize : cosineSize;
}

/// Turns 16 pairs of numbers uniform in (0, 1) into 16 pairs of independent numbers from N(0, 1), in place.
/// Source: Box & Muller 1958, "A note on the generation of random normal deviates"
inline void boxMuller16(float* first, float* second)
{
    for (Index lane = 0; lane < kLane; ++lane) {
        const float radius = std::sqrt(-2.0F * naturalLog(first[lane]));
        float sine = 0;
        float cosine = 0;
        sineCosine(second[lane], sine, cosine);
        first[lane] = radius * cosine;
        second[lane] = radius * sine;
    }
}

} // namespace isthmus
