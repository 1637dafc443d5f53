// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/KnobMarker.h"

#include "ui/widgets/knobText.h"

#include <algorithm>

namespace isthmus {

namespace {

double epochOf(const KnobChange& change, const StepHistory& steps)
{
    if (change.step <= 0 || steps.empty())
        return 0;
    const auto done = std::min(static_cast<std::size_t>(change.step), steps.size());
    return steps[done - 1].epoch;
}

} // namespace

KnobMarker markerOf(const KnobChange& change, const StepHistory& steps)
{
    return {epochOf(change, steps), change.knob, change.from, change.to};
}

std::vector<KnobMarker> merged(std::span<const KnobMarker> markers, double closest)
{
    std::vector<KnobMarker> result;
    for (const KnobMarker& marker : markers) {
        const auto same = std::find_if(
            result.rbegin(), result.rend(), [&](const KnobMarker& other) { return other.knob == marker.knob; });
        if (same != result.rend() && marker.epoch - same->epoch <= closest)
            same->to = marker.to;
        else
            result.push_back(marker);
    }
    std::erase_if(result, [](const KnobMarker& marker) { return marker.from == marker.to; });
    return result;
}

QString markerText(const KnobMarker& marker)
{
    return knobText({0, marker.knob, marker.from, marker.to});
}

} // namespace isthmus
