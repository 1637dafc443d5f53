// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/columns.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

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

void storeColumns(
    std::span<const std::uint8_t* const> samples, Index features, float scale, float offset, Batch& out, Index first)
{
    const auto count = static_cast<Index>(samples.size());
    assert(count > 0 && count <= kLane);
    std::array<const std::uint8_t*, kLane> from{};
    for (Index lane = 0; lane < kLane; ++lane) // lanes beyond the last sample repeat it and are not stored
        from[static_cast<std::size_t>(lane)] = samples[static_cast<std::size_t>(std::min(lane, count - 1))];
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
        store(tile, rows, count, scale, offset, out.row(feature) + first, out.stride());
    }
}

void storeColumns(
    std::span<const float* const> samples, Index features, float scale, float offset, Batch& out, Index first)
{
    assert(!samples.empty() && samples.size() <= kLane);
    for (Index begin = 0; begin < features; begin += kLane) {
        const Index end = std::min(begin + kLane, features);
        for (std::size_t lane = 0; lane < samples.size(); ++lane) // a tile of 16 rows stays in the first cache
            for (Index feature = begin; feature < end; ++feature)
                out.row(feature)[first + static_cast<Index>(lane)] = samples[lane][feature] * scale + offset;
    }
}

} // namespace isthmus
