// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <optional>
#include <span>

namespace isthmus {

/// Which pixels of a layer's input a pixel of its output is made of, along one axis: pixel p of pixels
/// floor((p * step + first) / divisor) to floor((p * step + last) / divisor). Both pictures are thought to go on beyond
/// their edges.
struct AxisField
{
    Index step = 1;
    Index divisor = 1;
    Index first = 0;
    Index last = 0;
    [[nodiscard]] bool operator==(const AxisField&) const = default;
};

/// The receptive field of a layer whose output is a picture that is made in the same way everywhere. The default is
/// that of a layer whose pixels are made of those in their place.
struct ReceptiveField
{
    AxisField vertical;
    AxisField horizontal;
    [[nodiscard]] bool operator==(const ReceptiveField&) const = default;
};

/// A kernel or window of `reach` pixels that slides over the input, by `stride` pixels from one output pixel to the
/// next.
AxisField slidingField(Index stride, Index padding, Index reach);

/// The way back: each input pixel spreads over `reach` output pixels.
AxisField spreadingField(Index stride, Index padding, Index reach);

/// How far along an axis layers look that give a picture of their input's size.
struct AxisReach
{
    Index margin = 0; ///< pixels; what is farther from a pixel than this does not reach its result
    Index period = 1; ///< pixels; a picture that is moved by a multiple of it gives the same result, moved alike
    [[nodiscard]] bool operator==(const AxisReach&) const = default;
};

/// @param layers  one after the other
/// @return        empty if a pixel of the result does not stand for one of the input
std::optional<AxisReach> reachOf(std::span<const AxisField> layers);

} // namespace isthmus
