// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus {

namespace {

QRgb mix(QRgb from, QRgb to, double t)
{
    const auto channel = [t](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * t)); };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)), channel(qBlue(from), qBlue(to)));
}

} // namespace

QColor classColor(int classIndex)
{
    static constexpr std::array<QRgb, 10> kColours{0xff3f90da, 0xffffa90e, 0xffbd1f01, 0xff94a4a2, 0xff832db6,
        0xffa96b59, 0xffe76300, 0xffb9ac70, 0xff717581, 0xff92dadd};
    const int count = static_cast<int>(kColours.size());
    return QColor(kColours[static_cast<std::size_t>((classIndex % count + count) % count)]);
}

QColor runColour(const ThemeTokens& look, int index)
{
    const int count = static_cast<int>(look.runs.size());
    return look.runs[static_cast<std::size_t>((index % count + count) % count)];
}

QRgb viridis(double t)
{
    // matplotlib's table at ten even places; straight lines between them are within 3 of 255 of the whole table.
    static constexpr std::array<QRgb, 10> kStops{0xff440154, 0xff482878, 0xff3e4989, 0xff31688e, 0xff26828e, 0xff1f9e89,
        0xff35b779, 0xff6ece58, 0xffb5de2b, 0xfffde725};
    const double place = std::isnan(t) ? 0.0 : std::clamp(t, 0.0, 1.0) * (kStops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), kStops.size() - 2);
    return mix(kStops[below], kStops[below + 1], place - static_cast<double>(below));
}

QRgb diverging(double t, bool dark)
{
    if (std::isnan(t))
        t = 0;
    const QRgb centre = dark ? 0xff121418 : 0xffffffff;
    const QRgb negative = dark ? 0xff5aa9ff : 0xff1769d2;
    const QRgb positive = dark ? 0xffff9a3c : 0xffd95f02;
    return mix(centre, t < 0 ? negative : positive, std::min(std::abs(t), 1.0));
}

} // namespace isthmus
