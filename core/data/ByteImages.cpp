// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Dataset.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace isthmus {

namespace {

/// 16 samples of 16 features, row after row.
using Tile = std::array<std::uint8_t, kLane * kLane>;

/// Riffles the halves of a tile: the eight bits of every position rotate left by one.
void riffle(const Tile& from, Tile& to)
{
    constexpr std::size_t kHalf = kLane * kLane / 2;
    for (std::size_t i = 0; i < kHalf; ++i) {
        to[2 * i] = from[i];
        to[2 * i + 1] = from[kHalf + i];
    }
}

/// Four riffles swap the two halves of each position, which are row and column. Unlike the plain double loop,
/// compilers turn a riffle into byte interleaves of whole registers.
void transpose(Tile& tile)
{
    alignas(kAlignment) Tile other;
    riffle(tile, other);
    riffle(other, tile);
    riffle(tile, other);
    riffle(other, tile);
}

/// Scales up to 16 x 16 values of a transposed tile, features x samples, into the batch.
void store(const Tile& tile, Index features, Index samples, float scale, float offset, float* out, Index stride)
{
    for (Index feature = 0; feature < features; ++feature) {
        const std::uint8_t* from = tile.data() + feature * kLane;
        float* to = out + feature * stride;
        if (samples == kLane) {
            for (Index lane = 0; lane < kLane; ++lane)
                to[lane] = static_cast<float>(from[lane]) * scale + offset;
        } else {
            for (Index lane = 0; lane < samples; ++lane)
                to[lane] = static_cast<float>(from[lane]) * scale + offset;
        }
    }
}

} // namespace

ByteImages::ByteImages(Shape shape, std::vector<std::uint8_t> bytes)
    : m_shape(shape)
    , m_bytes(std::move(bytes))
{
    if (shape.size() < 1 || m_bytes.empty() || m_bytes.size() % static_cast<std::size_t>(shape.size()) != 0)
        throw Error("images of " + shape.text() + ": expected a multiple of " + grouped(shape.size()) + " bytes, found "
            + grouped(static_cast<std::int64_t>(m_bytes.size())));
    std::uint8_t low = 255;
    std::uint8_t high = 0;
    for (const std::uint8_t byte : m_bytes) {
        low = std::min(low, byte);
        high = std::max(high, byte);
    }
    m_minimum = low;
    m_maximum = high;
}

Index ByteImages::count() const
{
    return static_cast<Index>(m_bytes.size()) / m_shape.size();
}

std::string ByteImages::type() const
{
    return "uint8";
}

double ByteImages::minimum() const
{
    return m_minimum;
}

double ByteImages::maximum() const
{
    return m_maximum;
}

std::span<const std::uint8_t> ByteImages::sample(Index number) const
{
    const auto length = static_cast<std::size_t>(m_shape.size());
    return std::span(m_bytes).subspan(static_cast<std::size_t>(number) * length, length);
}

void ByteImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    const Index features = m_shape.size();
    const auto wanted = static_cast<Index>(which.size());
    for (Index begin = 0; begin < wanted; begin += kLane) {
        const Index samples = std::min(kLane, wanted - begin);
        std::array<const std::uint8_t*, kLane> from{};
        for (Index lane = 0; lane < kLane; ++lane) // lanes beyond the last sample repeat it and are not stored
            from[static_cast<std::size_t>(lane)] =
                sample(which[static_cast<std::size_t>(begin + std::min(lane, samples - 1))]).data();
        for (Index feature = 0; feature < features; feature += kLane) {
            const Index rows = std::min(kLane, features - feature);
            alignas(kAlignment) Tile tile{};
            for (std::size_t lane = 0; lane < kLane; ++lane) {
                if (rows == kLane)
                    std::memcpy(tile.data() + lane * kLane, from[lane] + feature, kLane);
                else
                    std::memcpy(tile.data() + lane * kLane, from[lane] + feature, static_cast<std::size_t>(rows));
            }
            transpose(tile);
            store(tile, rows, samples, scale, offset, out.row(feature) + first + begin, out.stride());
        }
    }
}

} // namespace isthmus
