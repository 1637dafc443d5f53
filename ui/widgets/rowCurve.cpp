// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowCurve.h"

#include "ui/theme/Theme.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr QRgb kGround = qRgb(0, 0, 0);
constexpr QRgb kLine = qRgb(255, 255, 255);

/// What falls on a column of a picture of so many.
std::span<const float> fallingOn(int column, int columns, std::span<const float> values)
{
    const auto count = static_cast<std::int64_t>(values.size());
    const std::int64_t first = column * count / columns;
    const std::int64_t end = (column + 1) * count / columns;
    return values.subspan(
        static_cast<std::size_t>(first), static_cast<std::size_t>(std::max(end - first, std::int64_t(1))));
}

/// The line on which a value lies: the last for the lowest, the first for the highest. NaN lies lowest.
int lineOf(float value, float lowest, float highest, int lines = kRowCurve.height())
{
    const float share = value > lowest ? (std::min(value, highest) - lowest) / (highest - lowest) : 0;
    return static_cast<int>(std::lround((1 - share) * static_cast<float>(lines - 1)));
}

void paintColumn(QImage& image, int column, int from, int to, QRgb colour)
{
    for (int y = std::min(from, to); y <= std::max(from, to); ++y)
        image.setPixel(column, y, colour);
}

} // namespace

QImage rowCurve(std::span<const float> values, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(kGround);
    int before = lineOf(values.front(), 0, 1, size.height());
    for (int column = 0; column < size.width(); ++column) {
        const std::span<const float> some = fallingOn(column, size.width(), values);
        const auto [low, high] = std::minmax_element(some.begin(), some.end());
        const int bottom = lineOf(*low, 0, 1, size.height());
        const int top = lineOf(*high, 0, 1, size.height());
        paintColumn(image, column, std::max(bottom, before), std::min(top, before), kLine); // joined to the last
        before = lineOf(some.back(), 0, 1, size.height());
    }
    return image;
}

QImage rowBars(std::span<const float> values, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(kGround);
    const auto count = static_cast<int>(values.size());
    const int gap = size.width() >= 3 * count ? 1 : 0;
    for (int column = 0; column < size.width(); ++column) {
        const int bar = column * count / size.width();
        const int end = ((bar + 1) * size.width() + count - 1) / count; // of this bar and its gap
        if (column < end - gap)
            paintColumn(image, column, size.height() - 1,
                lineOf(values[static_cast<std::size_t>(bar)], 0, 1, size.height()), kLine);
    }
    return image;
}

QImage signedRowCurve(std::span<const float> values, bool dark)
{
    QImage image(kRowCurve, QImage::Format_RGB32);
    image.fill(diverging(0, dark));
    const int middle = lineOf(0, -1, 1);
    for (int column = 0; column < kRowCurve.width(); ++column) {
        const std::span<const float> some = fallingOn(column, kRowCurve.width(), values);
        const auto [low, high] = std::minmax_element(some.begin(), some.end());
        if (*low < 0)
            paintColumn(image, column, middle, lineOf(*low, -1, 1), diverging(-1, dark));
        if (*high > 0)
            paintColumn(image, column, middle, lineOf(*high, -1, 1), diverging(1, dark));
    }
    return image;
}

} // namespace isthmus
