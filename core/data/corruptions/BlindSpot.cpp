// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/corruptions/corruptions.h"

#include <algorithm>
#include <limits>

namespace isthmus {

namespace {

constexpr Index kRadius = 2; // of the square that the other pixel comes from

/// Consecutive rows or columns.
struct Side
{
    Side(Index middle, Index extent)
        : first(std::max<Index>(middle - kRadius, 0))
        , count(std::min(middle + kRadius + 1, extent) - first)
    {
    }
    Index first;
    Index count;
};

/// Is a pixel of a sample among those that are replaced?
bool isHidden(const CorruptionBlock& block, Index pixel, Index lane, float share)
{
    return block.rng.uniform(block.samples[lane], block.epoch, static_cast<std::uint32_t>(pixel)) < share;
}

/// One of the other pixels in the square around a pixel, by u, uniform in (0, 1): from there on the first that is not
/// replaced itself, so that its value is its own, unless all are. A picture of one pixel has no other.
Index neighbour(const CorruptionBlock& block, Index pixel, Index lane, float u, float share)
{
    const Index y = pixel / block.shape.width;
    const Index x = pixel % block.shape.width;
    const Side rows(y, block.shape.height);
    const Side columns(x, block.shape.width);
    const Index others = rows.count * columns.count - 1;
    if (others == 0)
        return pixel;
    const Index itself = (y - rows.first) * columns.count + x - columns.first;
    const Index begin = std::min(static_cast<Index>(u * static_cast<float>(others)), others - 1);
    Index found = pixel;
    for (Index step = 0; step < others; ++step) {
        Index place = (begin + step) % others;
        place += place >= itself ? 1 : 0;
        found = (rows.first + place / columns.count) * block.shape.width + columns.first + place % columns.count;
        if (!isHidden(block, found, lane, share))
            break;
    }
    return found;
}

/// Calls visit(pixel, u) for each pixel, u with 16 numbers uniform in (0, 1); those below the amount are chosen.
template <typename Visit>
void forEachChance(const CorruptionBlock& block, const Visit& visit)
{
    alignas(kAlignment) float chance[4 * kLane];
    for (Index pixel = 0; pixel < block.pixels(); ++pixel) {
        if (pixel % 4 == 0)
            block.rng.uniform16(block.samples, block.epoch, static_cast<std::uint32_t>(pixel), chance);
        visit(pixel, chance + pixel % 4 * kLane);
    }
}

void apply(double amount, const CorruptionBlock& block)
{
    const auto share = static_cast<float>(amount);
    const Index channels = block.shape.channels;
    forEachChance(block, [&](Index pixel, const float* chance) {
        for (Index lane = 0; lane < kLane; ++lane) {
            if (chance[lane] >= share)
                continue;
            const Index from = neighbour(block, pixel, lane, chance[lane] / share, share);
            for (Index channel = 0; channel < channels; ++channel)
                block.line(pixel * channels + channel)[lane] = block.line(from * channels + channel)[lane];
        }
    });
}

void judge(double amount, const CorruptionBlock& block)
{
    constexpr float kLeftOut = std::numeric_limits<float>::quiet_NaN();
    const auto share = static_cast<float>(amount);
    const Index channels = block.shape.channels;
    forEachChance(block, [&](Index pixel, const float* chance) {
        for (Index channel = 0; channel < channels; ++channel) {
            float* line = block.line(pixel * channels + channel);
            for (Index lane = 0; lane < kLane; ++lane)
                line[lane] = chance[lane] < share ? line[lane] : kLeftOut;
        }
    });
}

} // namespace

CorruptionType blindSpotCorruption()
{
    return {"blind-spot", "Blind spot", "blind spot of % of the pixels", "Share of pixels", 0.001, 0.5, 0.05, false,
        "share of the pixels that get another's value from nearby, and that alone the loss looks at: learns to denoise "
        "from noisy pictures alone",
        apply, judge};
}

} // namespace isthmus
