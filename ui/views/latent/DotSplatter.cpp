// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/DotSplatter.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kSoftness = 0.5; // pixels over which the edge of a dot fades, to either side

/// Source over destination, both premultiplied, two channels at a time.
inline QRgb over(QRgb source, QRgb destination)
{
    const std::uint32_t keep = 255 - (source >> 24);
    constexpr std::uint64_t kMask = 0x00ff00ff00ff00ff;
    std::uint64_t t = ((destination | (std::uint64_t(destination) << 24)) & kMask) * keep;
    t = ((t + ((t >> 8) & kMask) + 0x0080008000800080) >> 8) & kMask;
    return source + static_cast<QRgb>(t | (t >> 24));
}

/// Lays one stamp over the image. The size is known when this is compiled, so that rows become vectors.
template <int Size>
struct Lay
{
    void operator()(const QRgb* stamp, QRgb* line, std::ptrdiff_t stride) const
    {
        for (int v = 0; v < Size; ++v, line += stride, stamp += Size)
            for (int u = 0; u < Size; ++u)
                line[u] = over(stamp[u], line[u]);
    }
};

QRgb covered(QRgb colour, double coverage)
{
    const int alpha = static_cast<int>(std::lround(qAlpha(colour) * coverage));
    return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha));
}

} // namespace

DotSplatter::DotSplatter(const std::vector<QRgb>& colours, double diameter)
    : m_size(static_cast<int>(std::ceil(diameter + 2 * kSoftness + 1)))
    , m_colours(colours)
{
    const double radius = diameter / 2;
    m_stamps.reserve(colours.size() * kPhases * kPhases * static_cast<std::size_t>(m_size * m_size));
    for (const QRgb colour : colours)
        for (int place = 0; place < kPhases * kPhases; ++place) {
            const int row = place / kPhases;
            const double centreX = (m_size - 1) / 2.0 + (place % kPhases + 0.5) / kPhases;
            const double centreY = (m_size - 1) / 2.0 + (row + 0.5) / kPhases;
            for (int y = 0; y < m_size; ++y)
                for (int x = 0; x < m_size; ++x) {
                    const double distance = std::hypot(x + 0.5 - centreX, y + 0.5 - centreY);
                    const double coverage = (radius + kSoftness - distance) / (2 * kSoftness);
                    m_stamps.push_back(covered(colour, std::clamp(coverage, 0.0, 1.0)));
                }
        }
}

void DotSplatter::paint(const PlanePoints& points, const PlaneTransform& transform, QImage& image) const
{
    switch (m_size) {
    case 4:
        return paintWith(points, transform, image, Lay<4>());
    case 5:
        return paintWith(points, transform, image, Lay<5>());
    case 6:
        return paintWith(points, transform, image, Lay<6>());
    case 7:
        return paintWith(points, transform, image, Lay<7>());
    case 8:
        return paintWith(points, transform, image, Lay<8>());
    default:
        paintWith(points, transform, image, [this](const QRgb* stamp, QRgb* line, std::ptrdiff_t stride) {
            for (int v = 0; v < m_size; ++v, line += stride, stamp += m_size)
                for (int u = 0; u < m_size; ++u)
                    line[u] = over(stamp[u], line[u]);
        });
    }
}

template <typename Stamp>
void DotSplatter::paintWith(
    const PlanePoints& points, const PlaneTransform& transform, QImage& image, const Stamp& lay) const
{
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto stride = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4);
    const auto limitX = static_cast<float>(image.width() - m_size);
    const auto limitY = static_cast<float>(image.height() - m_size);
    const auto scaleX = static_cast<float>(transform.scaleX);
    const auto scaleY = static_cast<float>(transform.scaleY);
    const auto offsetX = static_cast<float>(transform.offsetX - (m_size - 1) / 2.0);
    const auto offsetY = static_cast<float>(transform.offsetY - (m_size - 1) / 2.0);
    const int area = m_size * m_size;

    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto colour = static_cast<std::size_t>(points.label(i));
        const float x = points.x[i] * scaleX + offsetX;
        const float y = points.y[i] * scaleY + offsetY;
        // Written so that NaN fails too.
        if (colour >= m_colours.size() || qAlpha(m_colours[colour]) == 0
            || !(x >= 0 && y >= 0 && x < limitX && y < limitY))
            continue;
        const int column = static_cast<int>(x);
        const int row = static_cast<int>(y);
        const int place = static_cast<int>((y - static_cast<float>(row)) * kPhases) * kPhases
            + static_cast<int>((x - static_cast<float>(column)) * kPhases);
        const QRgb* stamp = m_stamps.data() + (static_cast<std::ptrdiff_t>(colour) * kPhases * kPhases + place) * area;
        lay(stamp, pixels + row * stride + column, stride);
    }
}

} // namespace isthmus
