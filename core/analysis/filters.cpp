// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/filters.h"

#include "core/data/gaussianWeights.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

constexpr Index kFilteredRows = 8;

/// Calls work(y) for each row of a picture, on the pool.
template <typename Work>
void forEachRow(Shape shape, ThreadPool& pool, const Work& work)
{
    pool.run((shape.height + kFilteredRows - 1) / kFilteredRows, [&](Index tile) {
        const Index end = std::min<Index>(shape.height, (tile + 1) * kFilteredRows);
        for (Index y = tile * kFilteredRows; y < end; ++y)
            work(y);
    });
}

/// Place of a value, of the nearest pixel where that lies outside.
std::size_t nearestPlace(Shape shape, Index y, Index x, Index channel)
{
    y = std::clamp<Index>(y, 0, shape.height - 1);
    x = std::clamp<Index>(x, 0, shape.width - 1);
    return static_cast<std::size_t>((y * shape.width + x) * shape.channels + channel);
}

/// A step along one axis, in pixels.
struct Step
{
    Index y;
    Index x;
};

std::vector<float> blurred(
    Shape shape, std::span<const float> picture, const std::vector<float>& weights, Step step, ThreadPool& pool)
{
    std::vector<float> result(picture.size());
    forEachRow(shape, pool, [&](Index y) {
        for (Index x = 0; x < shape.width; ++x)
            for (Index channel = 0; channel < shape.channels; ++channel) {
                const auto at = [&](Index i) {
                    return picture[nearestPlace(shape, y + i * step.y, x + i * step.x, channel)];
                };
                float sum = weights.front() * at(0);
                for (Index i = 1; i < std::ssize(weights); ++i)
                    sum += weights[static_cast<std::size_t>(i)] * (at(-i) + at(i));
                result[nearestPlace(shape, y, x, channel)] = sum;
            }
    });
    return result;
}

} // namespace

std::vector<float> medianFilter(Shape shape, std::span<const float> picture, int side, ThreadPool& pool)
{
    assert(side % 2 == 1 && std::ssize(picture) == shape.size());
    const Index radius = side / 2;
    std::vector<float> result(picture.size());
    forEachRow(shape, pool, [&](Index y) {
        std::vector<float> window;
        for (Index x = 0; x < shape.width; ++x)
            for (Index channel = 0; channel < shape.channels; ++channel) {
                window.clear();
                for (Index down = -radius; down <= radius; ++down)
                    for (Index across = -radius; across <= radius; ++across)
                        window.push_back(picture[nearestPlace(shape, y + down, x + across, channel)]);
                const auto middle = window.begin() + std::ssize(window) / 2;
                std::nth_element(window.begin(), middle, window.end());
                result[nearestPlace(shape, y, x, channel)] = *middle;
            }
    });
    return result;
}

std::vector<float> gaussianFilter(Shape shape, std::span<const float> picture, double sigma, ThreadPool& pool)
{
    assert(sigma > 0 && std::ssize(picture) == shape.size());
    std::vector<float> weights(static_cast<std::size_t>(gaussianRadius(sigma) + 1));
    fillGaussian(sigma, weights);
    return blurred(shape, blurred(shape, picture, weights, {1, 0}, pool), weights, {0, 1}, pool);
}

} // namespace isthmus
