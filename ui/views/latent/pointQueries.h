// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlanePoints.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace isthmus {

/// Whether a class is hidden; classes beyond the list are shown.
bool isClassHidden(const std::vector<bool>& hidden, std::int32_t label);

/// The shown point nearest to a place, if one is within reach.
/// @param reach  data units
std::optional<std::size_t> nearestPoint(
    const PlanePoints& points, const std::vector<bool>& hidden, QPointF place, double reach);

/// Middle of each class that has points; nothing for one that has none.
std::vector<std::optional<QPointF>> centroids(const PlanePoints& points, int classCount);

/// Where the points are: from their 0.2 % to their 99.8 % quantile on each axis, so that a few far ones do not shrink
/// the rest. Empty (null) without finite points.
QRectF coreBounds(const PlanePoints& points);

} // namespace isthmus
