// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace isthmus {

/// The room that a panel of a column asks for; px, its heading included.
struct PanelRoom
{
    int least = 0; ///< least height at which it can still be used; the heading's, if it is folded
    int wished = 0; ///< height at which nothing of it is hidden
    bool isFolded = false;
    std::vector<int> ends = {}; ///< heights at which a row ends, ascending; empty: any height will do
};

/// Heights of the panels of a column from top to bottom, which fill it. Each panel is as high as it wishes, and the
/// lowest one that is open gets the rest. Where that is too little, the panels above give way, the lower ones first, at
/// the end of a row. If a folded panel is the last one, what no panel wishes stays empty below it, so that its heading
/// keeps its place.
/// @param total  height of the column, px
[[nodiscard]] std::vector<int> columnHeights(const std::vector<PanelRoom>& panels, int total);

} // namespace isthmus
