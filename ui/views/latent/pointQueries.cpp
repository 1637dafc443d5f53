// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/pointQueries.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

/// The core of some values: first and last.
std::optional<std::pair<double, double>> core(std::vector<float> values)
{
    std::erase_if(values, [](float value) { return !std::isfinite(value); });
    if (values.empty())
        return std::nullopt;
    const auto skipped = static_cast<std::ptrdiff_t>(0.002 * static_cast<double>(values.size()));
    std::nth_element(values.begin(), values.begin() + skipped, values.end());
    const double first = values[static_cast<std::size_t>(skipped)];
    const auto last = values.end() - 1 - skipped;
    std::nth_element(values.begin(), last, values.end());
    return std::pair{first, double(*last)};
}

} // namespace

bool isClassHidden(const std::vector<bool>& hidden, std::int32_t label)
{
    const auto index = static_cast<std::size_t>(label);
    return label >= 0 && index < hidden.size() && hidden[index];
}

std::optional<std::size_t> nearestPoint(
    const PlanePoints& points, const std::vector<bool>& hidden, QPointF place, double reach)
{
    std::optional<std::size_t> nearest;
    double best = reach * reach;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double dx = double(points.x[i]) - place.x();
        const double dy = double(points.y[i]) - place.y();
        const double squared = dx * dx + dy * dy;
        if (squared <= best && !(!points.labels.empty() && isClassHidden(hidden, points.labels[i]))) {
            best = squared;
            nearest = i;
        }
    }
    return nearest;
}

std::vector<std::optional<QPointF>> centroids(const PlanePoints& points, int classCount)
{
    struct Sum
    {
        double x = 0, y = 0;
        std::size_t count = 0;
    };
    std::vector<Sum> sums(static_cast<std::size_t>(classCount));
    for (std::size_t i = 0; i < points.labels.size(); ++i) {
        const auto label = static_cast<std::size_t>(points.labels[i]);
        if (label >= sums.size() || !std::isfinite(points.x[i]) || !std::isfinite(points.y[i]))
            continue;
        sums[label].x += double(points.x[i]);
        sums[label].y += double(points.y[i]);
        ++sums[label].count;
    }
    std::vector<std::optional<QPointF>> middles(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i].count > 0)
            middles[i] = QPointF(sums[i].x, sums[i].y) / static_cast<double>(sums[i].count);
    return middles;
}

QRectF coreBounds(const PlanePoints& points)
{
    const auto x = core(points.x);
    const auto y = core(points.y);
    if (!x || !y)
        return {};
    return {QPointF(x->first, y->first), QPointF(x->second, y->second)};
}

} // namespace isthmus
