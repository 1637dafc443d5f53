// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/scaledRaster.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

/// How much of one line of pixels goes into a pixel of the scaled one.
struct Weight
{
    int from;
    float share;
};

/// @param begin   where the scaled line begins, in pixels of the line
/// @param extent  how long it is there
/// @return        one list for each of `count` pixels; the shares of each sum to 1
std::vector<std::vector<Weight>> weightsOf(int pixels, double begin, double extent, int count)
{
    const double step = extent / count;
    const double reach = std::max(step, 1.0); // of one pixel, to both sides together
    std::vector<std::vector<Weight>> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double middle = begin + (i + 0.5) * step;
        const int first = std::max(0, static_cast<int>(std::floor(middle - reach / 2)));
        const int last = std::min(pixels - 1, static_cast<int>(std::ceil(middle + reach / 2)) - 1);
        double sum = 0;
        std::vector<Weight>& weights = all[static_cast<std::size_t>(i)];
        for (int from = first; from <= last; ++from) {
            const double covered =
                std::min(from + 1.0, middle + reach / 2) - std::max<double>(from, middle - reach / 2);
            weights.push_back({from, static_cast<float>(covered)});
            sum += covered;
        }
        for (Weight& weight : weights)
            weight.share /= static_cast<float>(sum);
    }
    return all;
}

/// Scales the middle one of three axes.
/// @param numbers  outer x pixels x inner
std::vector<float> scaledAxis(
    const std::vector<float>& numbers, int pixels, std::size_t inner, const std::vector<std::vector<Weight>>& weights)
{
    const std::size_t outer = numbers.size() / inner / static_cast<std::size_t>(pixels);
    std::vector<float> scaled(outer * weights.size() * inner);
    float* to = scaled.data();
    for (std::size_t o = 0; o < outer; ++o)
        for (const std::vector<Weight>& each : weights) {
            for (const Weight& weight : each) {
                const float* from = numbers.data()
                    + (o * static_cast<std::size_t>(pixels) + static_cast<std::size_t>(weight.from)) * inner;
                for (std::size_t i = 0; i < inner; ++i)
                    to[i] += weight.share * from[i];
            }
            to += inner;
        }
    return scaled;
}

std::vector<float> padded(const std::vector<float>& numbers, QSize inside, QSize size, int channels)
{
    const auto line = static_cast<std::ptrdiff_t>(inside.width()) * channels;
    std::vector<float> all(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height())
        * static_cast<std::size_t>(channels));
    const int left = (size.width() - inside.width()) / 2;
    const int top = (size.height() - inside.height()) / 2;
    for (int y = 0; y < inside.height(); ++y)
        std::copy_n(numbers.begin() + y * line, line,
            all.begin() + (static_cast<std::ptrdiff_t>(top + y) * size.width() + left) * channels);
    return all;
}

} // namespace

std::vector<float> scaledRaster(
    const RasterKind& kind, const std::vector<float>& numbers, QSize size, ReadOptions::Fit fit)
{
    const QSize whole(kind.width, kind.height);
    const bool isCut = fit == ReadOptions::Fit::Crop;
    const QSize kept = isCut ? size.scaled(whole, Qt::KeepAspectRatio).expandedTo({1, 1}) : whole;
    const QSize drawn = isCut ? size : whole.scaled(size, Qt::KeepAspectRatio).expandedTo({1, 1});
    const double left = (whole.width() - kept.width()) / 2;
    const double top = (whole.height() - kept.height()) / 2;
    const auto channels = static_cast<std::size_t>(kind.channels);
    const std::vector<float> narrow =
        scaledAxis(numbers, kind.width, channels, weightsOf(kind.width, left, kept.width(), drawn.width()));
    std::vector<float> scaled = scaledAxis(narrow, kind.height, channels * static_cast<std::size_t>(drawn.width()),
        weightsOf(kind.height, top, kept.height(), drawn.height()));
    return drawn == size ? scaled : padded(scaled, drawn, size, kind.channels);
}

} // namespace isthmus
