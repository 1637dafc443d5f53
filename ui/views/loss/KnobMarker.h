// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/MetricLog.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// One knob change, or several of one knob that stand too close to be told apart.
struct KnobMarker
{
    double epoch = 0;
    std::string knob;
    std::string from;
    std::string to;
    [[nodiscard]] bool operator==(const KnobMarker&) const = default;
};

/// @param steps  the history that the change belongs to
KnobMarker markerOf(const KnobChange& change, const StepHistory& steps);

/// Joins markers of one knob that are not further apart than `closest` epochs; a knob that came back to where it was
/// has none.
std::vector<KnobMarker> merged(std::span<const KnobMarker> markers, double closest);

/// The text of its knob and values, as knobText() says them.
/// @throws Error as checked()
QString markerText(const KnobMarker& marker);

} // namespace isthmus
