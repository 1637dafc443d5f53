// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/fewColours.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace isthmus {
namespace {

int distance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return red * red + green * green + blue * blue;
}

/// Keeps only one of the colours that come nearest to each other, so that a background of many shades leaves room.
QList<QRgb> palette(const QHash<QRgb, int>& counts, int most)
{
    constexpr int kApart = 5 * 5;
    std::vector<std::pair<int, QRgb>> byCount;
    for (auto entry = counts.begin(); entry != counts.end(); ++entry)
        byCount.emplace_back(entry.value(), entry.key());
    std::sort(byCount.rbegin(), byCount.rend());
    QList<QRgb> chosen;
    for (const auto& [count, colour] : byCount) {
        const bool isNear = std::any_of(
            chosen.begin(), chosen.end(), [&, one = colour](QRgb other) { return distance(one, other) < kApart; });
        if (!isNear && chosen.size() < most)
            chosen << colour;
    }
    return chosen;
}

uchar nearest(const QList<QRgb>& palette, QRgb colour)
{
    const auto found = std::min_element(
        palette.begin(), palette.end(), [&](QRgb a, QRgb b) { return distance(a, colour) < distance(b, colour); });
    return static_cast<uchar>(found - palette.begin());
}

} // namespace

QImage fewColours(const QImage& image, int most)
{
    const QImage colours = image.convertToFormat(QImage::Format_RGB32);
    QHash<QRgb, int> counts;
    for (int y = 0; y < colours.height(); ++y)
        for (int x = 0; x < colours.width(); ++x)
            ++counts[colours.pixel(x, y)];
    QImage few(colours.size(), QImage::Format_Indexed8);
    few.setColorTable(palette(counts, most));
    QHash<QRgb, uchar> known;
    for (int y = 0; y < few.height(); ++y)
        for (int x = 0; x < few.width(); ++x) {
            const QRgb colour = colours.pixel(x, y);
            auto index = known.find(colour);
            if (index == known.end())
                index = known.insert(colour, nearest(few.colorTable(), colour));
            few.scanLine(y)[x] = index.value();
        }
    return few;
}

} // namespace isthmus
