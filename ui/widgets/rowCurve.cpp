// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowCurve.h"

#include "ui/theme/Theme.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr QRgb kGround = qRgb(0, 0, 0);
constexpr QRgb kLine = qRgb(255, 255, 255);

/// What falls on a column of the picture.
std::span<const float> fallingOn(int column, std::span<const float> values)
{
    const auto count = static_cast<std::int64_t>(values.size());
    const std::int64_t first = column * count / kRowCurve.width();
    const std::int64_t end = (column + 1) * count / kRowCurve.width();
    return values.subspan(
        static_cast<std::size_t>(first), static_cast<std::size_t>(std::max(end - first, std::int64_t(1))));
}

/// The line on which a value lies: the last for the lowest, the first for the highest. NaN lies lowest.
int lineOf(float value, float lowest, float highest)
{
    const float share = value > lowest ? (std::min(value, highest) - lowest) / (highest - lowest) : 0;
    return static_cast<int>(std::lround((1 - share) * static_cast<float>(kRowCurve.height() - 1)));
}

void paintColumn(QImage& image, int column, int from, int to, QRgb colour)
{
    for (int y = std::min(from, to); y <= std::max(from, to); ++y)
        image.setPixel(column, y, colour);
}

} // namespace

QImage rowCurve(std::span<const float> values)
{
    QImage image(kRowCurve, QImage::Format_RGB32);
    image.fill(kGround);
    int before = lineOf(values.front(), 0, 1);
    for (int column = 0; column < kRowCurve.width(); ++column) {
        const std::span<const float> some = fallingOn(column, values);
        const auto [low, high] = std::minmax_element(some.begin(), some.end());
        const int bottom = lineOf(*low, 0, 1);
        const int top = lineOf(*high, 0, 1);
        paintColumn(image, column, std::max(bottom, before), std::min(top, before), kLine); // joined to the last
        before = lineOf(some.back(), 0, 1);
    }
    return image;
}

QImage signedRowCurve(std::span<const float> values, bool dark)
{
    QImage image(kRowCurve, QImage::Format_RGB32);
    image.fill(diverging(0, dark));
    const int middle = lineOf(0, -1, 1);
    for (int column = 0; column < kRowCurve.width(); ++column) {
        const std::span<const float> some = fallingOn(column, values);
        const auto [low, high] = std::minmax_element(some.begin(), some.end());
        if (*low < 0)
            paintColumn(image, column, middle, lineOf(*low, -1, 1), diverging(-1, dark));
        if (*high > 0)
            paintColumn(image, column, middle, lineOf(*high, -1, 1), diverging(1, dark));
    }
    return image;
}

} // namespace isthmus
