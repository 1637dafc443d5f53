// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/columnHeights.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace isthmus {

namespace {

constexpr int kShare = 4; // of a column the panel that gets the rest has one part in so many, if it wishes that much

/// The highest one that is not above a limit and leaves no row cut; the limit itself if there is none.
int endBelow(const PanelRoom& panel, int limit)
{
    for (auto end = panel.ends.rbegin(); end != panel.ends.rend(); ++end)
        if (*end <= limit && *end >= panel.least)
            return *end;
    return limit;
}

} // namespace

std::vector<int> columnHeights(const std::vector<PanelRoom>& panels, int total)
{
    std::vector<int> heights;
    for (const PanelRoom& panel : panels)
        heights.push_back(panel.isFolded ? panel.least : std::max(panel.least, panel.wished));
    if (panels.empty())
        return heights;
    const auto lastOpen =
        std::find_if(panels.rbegin(), panels.rend(), [](const PanelRoom& panel) { return !panel.isFolded; });
    const auto taker = static_cast<std::size_t>(panels.rend() - lastOpen) - (lastOpen == panels.rend() ? 0 : 1);
    if (lastOpen != panels.rend()) {
        const PanelRoom& panel = panels[taker];
        heights[taker] = std::clamp(total / kShare, panel.least, std::max(panel.least, panel.wished));
    }
    int spare = total - std::accumulate(heights.begin(), heights.end(), 0);
    for (std::size_t at = taker; at-- > 0 && spare < 0;) {
        if (panels[at].isFolded)
            continue;
        const int before = heights[at];
        heights[at] = endBelow(panels[at], std::max(panels[at].least, before + spare));
        spare += before - heights[at];
    }
    if (lastOpen != panels.rend()) { // up to its wish, or to the end of the column
        const bool isLast = taker + 1 == panels.size();
        const int wished = std::max(0, panels[taker].wished - heights[taker]);
        const int taken = isLast ? std::max(spare, 0) : std::clamp(spare, 0, wished);
        heights[taker] += taken;
        spare -= taken;
    }
    heights.back() = std::max(panels.back().least, heights.back() + spare);
    return heights;
}

} // namespace isthmus
