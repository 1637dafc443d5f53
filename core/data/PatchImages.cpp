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

PatchImages::PatchImages(
    const PatchGrid& grid, int channels, int width, std::vector<std::uint8_t> picture, NumberType type)
    : m_grid(grid)
    , m_channels(channels)
    , m_width(width)
    , m_picture(std::move(picture))
    , m_type(type)
{
    const Index height = static_cast<Index>(m_picture.size()) / (Index(width) * channels * sizeOf(type));
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
        const Index pixel = m_channels * sizeOf(m_type);
        const std::uint8_t* row = m_picture.data() + y * m_width * pixel;
        for (Index left = 0; left < right; left += m_grid.stride) {
            const Index end = std::min(left + std::min(m_grid.side, m_grid.stride), right);
            const NumberRange range = rangeOf(m_type, false, row + left * pixel, (end - left) * m_channels);
            if (range.notFinite >= 0)
                throw Error("patches: expected finite numbers, found another at pixel "
                    + grouped(left + range.notFinite / m_channels) + " of row " + grouped(y)
                    + " (both counted from 0)");
            m_minimum = std::min(m_minimum, range.minimum);
            m_maximum = std::max(m_maximum, range.maximum);
        }
    }
}

std::string PatchImages::type() const
{
    return nameOf(m_type);
}

std::span<const std::uint8_t> PatchImages::line(Index sample, int y) const
{
    const Index top = sample / m_grid.across * m_grid.stride + y;
    const Index left = sample % m_grid.across * m_grid.stride;
    const Index pixel = m_channels * sizeOf(m_type);
    return std::span(m_picture).subspan(
        static_cast<std::size_t>((top * m_width + left) * pixel), static_cast<std::size_t>(m_grid.side * pixel));
}

void PatchImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    for (std::size_t begin = 0; begin < which.size(); begin += kLane) {
        const auto some = which.subspan(begin, std::min<std::size_t>(kLane, which.size() - begin));
        const Index column = first + static_cast<Index>(begin);
        if (m_type == NumberType::U8)
            gatherBytes(some, scale, offset, out, column);
        else
            gatherNumbers(some, scale, offset, out, column);
    }
}

void PatchImages::gatherBytes(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    thread_local std::vector<std::uint8_t> buffer; // keeps its size: a training step allocates nothing
    const Index features = Index(m_grid.side) * m_grid.side * m_channels;
    buffer.resize(static_cast<std::size_t>(features) * which.size());
    std::array<const std::uint8_t*, kLane> from{};
    std::uint8_t* to = buffer.data();
    for (std::size_t lane = 0; lane < which.size(); ++lane) {
        from[lane] = to;
        for (int y = 0; y < m_grid.side; ++y)
            to = std::ranges::copy(line(which[lane], y), to).out;
    }
    storeColumns(std::span(from).first(which.size()), features, scale, offset, out, first);
}

void PatchImages::gatherNumbers(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    thread_local std::vector<float> buffer;
    const Index length = Index(m_grid.side) * m_channels;
    const Index features = length * m_grid.side;
    buffer.resize(static_cast<std::size_t>(features) * which.size());
    std::array<const float*, kLane> from{};
    float* to = buffer.data();
    for (std::size_t lane = 0; lane < which.size(); ++lane) {
        from[lane] = to;
        for (int y = 0; y < m_grid.side; ++y, to += length)
            toFloats(m_type, false, line(which[lane], y).data(), length, to);
    }
    storeColumns(std::span(from).first(which.size()), features, scale, offset, out, first);
}

void PatchImages::copy(Index sample, Index begin, std::span<float> out) const
{
    const Index length = Index(m_grid.side) * m_channels;
    const Index end = begin + static_cast<Index>(out.size());
    float* to = out.data();
    for (Index place = begin; place < end;) {
        const Index column = place % length;
        const Index some = std::min(length - column, end - place);
        const std::uint8_t* from = line(sample, static_cast<int>(place / length)).data() + column * sizeOf(m_type);
        toFloats(m_type, false, from, some, to);
        place += some;
        to += some;
    }
}

} // namespace isthmus
