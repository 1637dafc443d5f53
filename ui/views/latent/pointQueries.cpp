// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/pointQueries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

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

std::vector<std::optional<ClassCluster>> classClusters(const PlanePoints& points, int classCount)
{
    struct Sum
    {
        double x = 0, y = 0, squares = 0;
        double count = 0;
    };
    std::vector<Sum> sums(static_cast<std::size_t>(classCount));
    for (std::size_t i = 0; i < points.labels.size(); ++i) {
        const auto label = static_cast<std::size_t>(points.labels[i]);
        const double x = double(points.x[i]);
        const double y = double(points.y[i]);
        if (label >= sums.size() || !std::isfinite(x) || !std::isfinite(y))
            continue;
        sums[label].x += x;
        sums[label].y += y;
        sums[label].squares += x * x + y * y;
        ++sums[label].count;
    }
    std::vector<std::optional<ClassCluster>> clusters(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const Sum& sum = sums[i];
        if (sum.count == 0)
            continue;
        const QPointF middle = QPointF(sum.x, sum.y) / sum.count;
        const double squared = sum.squares / sum.count - QPointF::dotProduct(middle, middle);
        clusters[i] = {middle, std::sqrt(std::max(squared, 0.0))};
    }
    return clusters;
}

std::vector<std::vector<QPointF>> fewPoints(const PlanePoints& points, int classCount, std::size_t most)
{
    std::vector<std::vector<QPointF>> few(static_cast<std::size_t>(classCount));
    for (std::size_t i = 0; i < points.labels.size(); ++i) {
        const auto label = static_cast<std::size_t>(points.labels[i]);
        if (label < few.size() && few[label].size() <= most)
            few[label].emplace_back(double(points.x[i]), double(points.y[i]));
    }
    for (std::vector<QPointF>& each : few)
        if (each.size() > most)
            each.clear();
    return few;
}

double partedness(const std::vector<std::optional<ClassCluster>>& clusters)
{
    QPointF sum;
    double squares = 0, within = 0, count = 0;
    for (const std::optional<ClassCluster>& cluster : clusters) {
        if (!cluster)
            continue;
        sum += cluster->middle;
        squares += QPointF::dotProduct(cluster->middle, cluster->middle);
        within += cluster->radius * cluster->radius;
        ++count;
    }
    if (count < 2 || within == 0)
        return std::numeric_limits<double>::infinity();
    const double between = squares - QPointF::dotProduct(sum, sum) / count;
    return std::sqrt(std::max(between, 0.0) / within);
}

std::optional<QRectF> shownBounds(const PlanePoints& points, const std::vector<bool>& hidden)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    float left = kInfinity, right = -kInfinity, bottom = kInfinity, top = -kInfinity;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const float x = points.x[i];
        const float y = points.y[i];
        if (!std::isfinite(x) || !std::isfinite(y)
            || (!points.labels.empty() && isClassHidden(hidden, points.labels[i])))
            continue;
        left = std::min(left, x);
        right = std::max(right, x);
        bottom = std::min(bottom, y);
        top = std::max(top, y);
    }
    if (left > right)
        return std::nullopt;
    return QRectF(QPointF(double(left), double(bottom)), QPointF(double(right), double(top)));
}

} // namespace isthmus
