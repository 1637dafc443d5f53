// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlanePoints.h"

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <optional>
#include <vector>

namespace isthmus {

/// Whether a class is hidden; classes beyond the list are shown.
bool isClassHidden(const std::vector<bool>& hidden, std::int32_t label);

/// The shown point nearest to a place, if one is within reach.
/// @param reach  data units
std::optional<std::size_t> nearestPoint(
    const PlanePoints& points, const std::vector<bool>& hidden, QPointF place, double reach);

/// The place of a class's points.
struct ClassCluster
{
    QPointF middle;
    double radius = 0; ///< root of the mean squared distance from the middle
};

/// The cluster of each class that has points; empty for one that has none.
std::vector<std::optional<ClassCluster>> classClusters(const PlanePoints& points, int classCount);

/// The points of each class that has at most so many; none for a larger one.
std::vector<std::vector<QPointF>> fewPoints(const PlanePoints& points, int classCount, std::size_t most);

/// How far the classes have parted: the spread of their middles over the spread within a class, each as a root of a
/// mean square. Infinite where there is nothing to tell apart: with one class, or one point in each.
double partedness(const std::vector<std::optional<ClassCluster>>& clusters);

/// The bounds of the shown points, of all that are finite; empty without any.
/// @param hidden  classes that are not shown
std::optional<QRectF> shownBounds(const PlanePoints& points, const std::vector<bool>& hidden);

} // namespace isthmus
