// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/loss/CurveHistory.h"

#include <optional>
#include <span>

namespace isthmus {

struct ValueRange
{
    double lower = 0;
    double upper = 1;
};

/// Values that an axis should show so that the shape of the curve is seen: between robust quantiles, the first steps of
/// the run left out, with a margin. The initial spike of a loss and single bad batches then leave the picture.
/// @param points     points of the visible range
/// @param heldOut    values that are inside whatever they are, unless they belong to the first steps
/// @param fromStart  the points begin with the first steps of the run
/// @return           nothing without points
std::optional<ValueRange> robustRange(
    std::span<const CurvePoint> points, std::span<const double> heldOut, bool fromStart, bool logarithmic);

/// The end of an axis of epochs that follows the training: a round number beyond `epoch`, so that the axis stays still
/// for a while and moves seldom.
double followedEnd(double epoch);

} // namespace isthmus
