// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QWidget;

namespace isthmus {

class DimensionDrawer;
class FoldingLegend;
class LatentPlane;
class PlaneHint;
class PlaneTools;

/// The plane and what floats on it, all children of one view.
struct PlaneFloats
{
    LatentPlane& plane;
    PlaneTools& tools;
    FoldingLegend& legend;
    DimensionDrawer& drawer;
    QLabel& note;
    PlaneHint& hint;
};

/// Puts tools at the upper left, the legend at the upper right, the drawer at the lower left, hint and note below, each
/// inside the view and beside the numbers of its axes, and tells the plane how much of it they cover.
/// @param noteIsCaption  whether the note stands below the points; else it is in the middle of a plane without any
void arrangeOnPlane(const PlaneFloats& floats, const QWidget& view, bool noteIsCaption);

} // namespace isthmus
