// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/DotSplatter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

constexpr double kSoftness = 0.5; // pixels over which the edge of a dot fades, to either side
constexpr double kLeastRing = 4; // diameter from which on a ring has a hole
constexpr double kLine = 0.22; // width of a ring's line over its diameter
constexpr double kLarge = 12; // diameter from which on fewer places within a pixel suffice

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

/// Lays stamps some at a time: their places in the image are looked up before the first is laid, since with many points
/// memory is slow, not the laying.
template <typename Stamp>
class StampQueue
{
public:
    /// @param size    edge of a stamp, pixels
    /// @param stride  from one line of the image to the next, pixels
    StampQueue(const Stamp& lay, int size, std::ptrdiff_t stride)
        : m_lay(lay)
        , m_size(size)
        , m_stride(stride)
    {
    }

    /// @param line  where its upper left corner comes to lie
    void add(const QRgb* stamp, QRgb* line)
    {
        for (int v = 0; v < m_size; ++v)
            __builtin_prefetch(line + v * m_stride, 1);
        m_spots[m_count++] = {stamp, line};
        if (m_count == m_spots.size())
            layAll();
    }

    void layAll()
    {
        for (std::size_t i = 0; i < m_count; ++i)
            m_lay(m_spots[i].first, m_spots[i].second, m_stride);
        m_count = 0;
    }

private:
    const Stamp& m_lay;
    int m_size;
    std::ptrdiff_t m_stride;
    std::array<std::pair<const QRgb*, QRgb*>, 16> m_spots;
    std::size_t m_count = 0;
};

QRgb covered(QRgb colour, double coverage)
{
    const int alpha = static_cast<int>(std::lround(qAlpha(colour) * coverage));
    return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha));
}

/// How much of a pixel a disc covers whose middle is so far away.
double discCoverage(double radius, double distance)
{
    return std::clamp((radius + kSoftness - distance) / (2 * kSoftness), 0.0, 1.0);
}

} // namespace

DotSplatter::DotSplatter(const std::vector<QRgb>& colours, double diameter, DotForm form)
    : m_diameter(diameter)
    , m_size(static_cast<int>(std::ceil(diameter + 2 * kSoftness + 1)))
    , m_phases(diameter > kLarge ? 2 : 4)
    , m_colours(colours)
{
    const double radius = diameter / 2;
    const bool hasHole = form == DotForm::Ring && diameter >= kLeastRing;
    const double hole = radius - std::max(kLine * diameter, 1.0);
    m_stamps.reserve(colours.size() * static_cast<std::size_t>(m_phases * m_phases * m_size * m_size));
    for (const QRgb colour : colours)
        for (int place = 0; place < m_phases * m_phases; ++place) {
            const int row = place / m_phases;
            const double centreX = (m_size - 1) / 2.0 + (place % m_phases + 0.5) / m_phases;
            const double centreY = (m_size - 1) / 2.0 + (row + 0.5) / m_phases;
            for (int y = 0; y < m_size; ++y)
                for (int x = 0; x < m_size; ++x) {
                    const double distance = std::hypot(x + 0.5 - centreX, y + 0.5 - centreY);
                    const double inside = hasHole ? discCoverage(hole, distance) : 0;
                    m_stamps.push_back(covered(colour, discCoverage(radius, distance) - inside));
                }
        }
}

void DotSplatter::paint(
    const PlanePoints& points, const PlaneTransform& transform, QImage& image, std::size_t first, std::size_t end) const
{
    const Order order{points, transform, image, first, std::min(end, points.size())};
    switch (m_size) {
    case 4:
        return paintWith(order, Lay<4>());
    case 5:
        return paintWith(order, Lay<5>());
    case 6:
        return paintWith(order, Lay<6>());
    case 7:
        return paintWith(order, Lay<7>());
    case 8:
        return paintWith(order, Lay<8>());
    default:
        paintWith(order, [this](const QRgb* stamp, QRgb* line, std::ptrdiff_t stride) {
            for (int v = 0; v < m_size; ++v, line += stride, stamp += m_size)
                for (int u = 0; u < m_size; ++u)
                    line[u] = over(stamp[u], line[u]);
        });
    }
}

template <typename Stamp>
void DotSplatter::paintWith(const Order& order, const Stamp& lay) const
{
    const PlanePoints& points = order.points;
    const PlaneTransform& transform = order.transform;
    QImage& image = order.image;
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto stride = static_cast<std::ptrdiff_t>(image.bytesPerLine() / 4);
    const auto limitX = static_cast<float>(image.width() - m_size);
    const auto limitY = static_cast<float>(image.height() - m_size);
    const auto scaleX = static_cast<float>(transform.scaleX);
    const auto scaleY = static_cast<float>(transform.scaleY);
    const auto offsetX = static_cast<float>(transform.offsetX - (m_size - 1) / 2.0);
    const auto offsetY = static_cast<float>(transform.offsetY - (m_size - 1) / 2.0);
    const int phases = m_phases; // in a variable, since the image's pixels might alias it
    const int area = m_size * m_size;
    StampQueue<Stamp> queue(lay, m_size, stride);

    for (std::size_t i = order.first; i < order.end; ++i) {
        const auto colour = static_cast<std::size_t>(points.label(i));
        const float x = points.x[i] * scaleX + offsetX;
        const float y = points.y[i] * scaleY + offsetY;
        // Written so that NaN fails too.
        if (colour >= m_colours.size() || qAlpha(m_colours[colour]) == 0
            || !(x >= 0 && y >= 0 && x < limitX && y < limitY))
            continue;
        const int column = static_cast<int>(x);
        const int row = static_cast<int>(y);
        const int place = static_cast<int>((y - static_cast<float>(row)) * phases) * phases
            + static_cast<int>((x - static_cast<float>(column)) * phases);
        const QRgb* stamp = m_stamps.data() + (static_cast<std::ptrdiff_t>(colour) * phases * phases + place) * area;
        queue.add(stamp, pixels + row * stride + column);
    }
    queue.layAll();
}

} // namespace isthmus
