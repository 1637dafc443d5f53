// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <span>
#include <vector>

namespace isthmus {

/// The place of a marker's text beside its vertical line.
struct MarkerPlace
{
    QRectF plate; ///< plate behind the text; null where there is no room: the line alone is drawn
    double top = 0; ///< y at which the line begins; it ends at the bottom of the plot
};

/// A line's x and the width of its text, in pixels.
struct MarkerExtent
{
    double x = 0;
    double width = 0;
};

/// Finds places so that no plate covers another. As long as the rows suffice, no plate covers another's line either:
/// texts of lines that stand close go down in steps, and a line begins at its own text.
/// @param markers    markers from left to right
/// @param area       area of the plot; texts have its upper part
/// @param rowHeight  height of a plate
std::vector<MarkerPlace> markerPlaces(std::span<const MarkerExtent> markers, const QRectF& area, double rowHeight);

} // namespace isthmus
