// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/PatchImages.h"

#include "core/base/Error.h"
#include "core/data/columns.h"

#include <algorithm>
#include <array>
#include <utility>

namespace isthmus {

namespace {

/// Pixels from the first one of the first patch to the last one of the last.
Index extentOf(int patches, const PatchGrid& grid)
{
    return Index(patches - 1) * grid.stride + grid.side;
}

} // namespace

PatchImages::PatchImages(const PatchGrid& grid, int channels, int width, std::vector<std::uint8_t> picture)
    : m_grid(grid)
    , m_channels(channels)
    , m_width(width)
    , m_picture(std::move(picture))
{
    const Index height = static_cast<Index>(m_picture.size()) / (Index(width) * channels);
    if (extentOf(grid.across, grid) > width || extentOf(grid.down, grid) > height)
        throw Error("patches: expected a picture of at least " + grouped(extentOf(grid.across, grid)) + " x "
            + grouped(extentOf(grid.down, grid)) + " pixels, found " + grouped(width) + " x " + grouped(height));
    findRange();
}

void PatchImages::findRange()
{
    const Index right = extentOf(m_grid.across, m_grid);
    const Index bottom = extentOf(m_grid.down, m_grid);
    const auto isCovered = [this](Index place) { return place % m_grid.stride < m_grid.side; };
    for (Index y = 0; y < bottom; ++y) {
        if (!isCovered(y))
            continue;
        const std::uint8_t* row = m_picture.data() + y * m_width * m_channels;
        for (Index left = 0; left < right; left += m_grid.stride) {
            const Index end = std::min(left + std::min(m_grid.side, m_grid.stride), right);
            const auto [low, high] = std::minmax_element(row + left * m_channels, row + end * m_channels);
            m_minimum = std::min(m_minimum, *low);
            m_maximum = std::max(m_maximum, *high);
        }
    }
}

std::string PatchImages::type() const
{
    return "uint8";
}

std::span<const std::uint8_t> PatchImages::line(Index sample, int y) const
{
    const Index top = sample / m_grid.across * m_grid.stride + y;
    const Index left = sample % m_grid.across * m_grid.stride;
    return std::span(m_picture).subspan(static_cast<std::size_t>((top * m_width + left) * m_channels),
        static_cast<std::size_t>(m_grid.side) * static_cast<std::size_t>(m_channels));
}

void PatchImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    thread_local std::vector<std::uint8_t> buffer; // keeps its size: a training step allocates nothing
    const Index features = Index(m_grid.side) * m_grid.side * m_channels;
    const auto wanted = static_cast<Index>(which.size());
    buffer.resize(static_cast<std::size_t>(features * std::min(kLane, wanted)));
    for (Index begin = 0; begin < wanted; begin += kLane) {
        const Index samples = std::min(kLane, wanted - begin);
        std::array<const std::uint8_t*, kLane> from{};
        std::uint8_t* to = buffer.data();
        for (Index lane = 0; lane < samples; ++lane) {
            from[static_cast<std::size_t>(lane)] = to;
            for (int y = 0; y < m_grid.side; ++y)
                to = std::ranges::copy(line(which[static_cast<std::size_t>(begin + lane)], y), to).out;
        }
        storeColumns(
            std::span(from).first(static_cast<std::size_t>(samples)), features, scale, offset, out, first + begin);
    }
}

void PatchImages::copy(Index sample, Index begin, std::span<float> out) const
{
    const Index length = Index(m_grid.side) * m_channels;
    for (std::size_t done = 0; done < out.size();) {
        const Index place = begin + static_cast<Index>(done);
        const auto rest =
            line(sample, static_cast<int>(place / length)).subspan(static_cast<std::size_t>(place % length));
        const std::size_t some = std::min(rest.size(), out.size() - done);
        std::copy_n(rest.begin(), some, out.begin() + static_cast<std::ptrdiff_t>(done));
        done += some;
    }
}

} // namespace isthmus
