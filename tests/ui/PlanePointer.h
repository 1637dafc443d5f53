// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/LatentPlane.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::test {

inline bool hasAllPoints(const LatentPlane& plane)
{
    const std::vector<float>& x = plane.points().x;
    return !x.empty() && std::all_of(x.begin(), x.end(), [](float value) { return std::isfinite(value); });
}

/// The point that is farthest from all others, so that a click is sure to meet it alone.
inline std::size_t loneliestPoint(const LatentPlane& plane)
{
    const PlanePoints& points = plane.points();
    std::size_t best = 0;
    float most = -1;
    for (std::size_t i = 0; i < points.size(); ++i) {
        float least = std::numeric_limits<float>::max();
        for (std::size_t j = 0; j < points.size(); ++j)
            if (i != j)
                least = std::min(least, std::hypot(points.x[i] - points.x[j], points.y[i] - points.y[j]));
        if (least > most) {
            most = least;
            best = i;
        }
    }
    return best;
}

inline QPoint pixelOfPoint(const LatentPlane& plane, std::size_t point)
{
    const PlanePoints& points = plane.points();
    return plane.viewport().toPixel({double(points.x[point]), double(points.y[point])}).toPoint();
}

} // namespace isthmus::test
