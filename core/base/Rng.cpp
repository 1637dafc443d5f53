// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Rng.h"

#include "core/base/Batch.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

using Words16 = std::uint32_t[16];

/// SplitMix64's finaliser: spreads the seed over all 64 bits of the key.
/// Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", figure 15
std::uint64_t mix(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

/// 23 random bits to the middle of one of 2^23 equal steps of (0, 1): never 0, never 1.
inline float toUnit(std::uint32_t word)
{
    return (static_cast<float>(word >> 9) + 0.5F) * 0x1p-23F;
}

void philox16(Words16& a, Words16& b, Words16& c, Words16& d, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < kRounds; ++round) {
        for (int lane = 0; lane < 16; ++lane) {
            const std::uint64_t product0 = std::uint64_t(kMultiplier0) * a[lane];
            const std::uint64_t product1 = std::uint64_t(kMultiplier1) * c[lane];
            a[lane] = static_cast<std::uint32_t>(product1 >> 32) ^ b[lane] ^ key[0];
            c[lane] = static_cast<std::uint32_t>(product0 >> 32) ^ d[lane] ^ key[1];
            b[lane] = static_cast<std::uint32_t>(product1);
            d[lane] = static_cast<std::uint32_t>(product0);
        }
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t product0 = std::uint64_t(kMultiplier0) * counter[0];
        const std::uint64_t product1 = std::uint64_t(kMultiplier1) * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
            static_cast<std::uint32_t>(product1), static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
            static_cast<std::uint32_t>(product0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

Rng::Rng(std::uint64_t seed, Purpose purpose, std::uint32_t layer)
{
    const std::uint64_t stream = mix(mix(seed) ^ ((std::uint64_t(purpose) << 32) | layer));
    m_key = {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)};
}

std::array<std::uint32_t, 4> Rng::words(std::uint64_t sample, std::uint32_t epoch, std::uint32_t block) const
{
    return philox({static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(sample >> 32), epoch, block}, m_key);
}

void Rng::uniform16(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t draw, float* out) const
{
    alignas(kAlignment) Words16 a, b, c, d;
    for (int lane = 0; lane < 16; ++lane) {
        a[lane] = static_cast<std::uint32_t>(samples[lane]);
        b[lane] = static_cast<std::uint32_t>(samples[lane] >> 32);
        c[lane] = epoch;
        d[lane] = draw / 4;
    }
    philox16(a, b, c, d, m_key);
    for (int lane = 0; lane < 16; ++lane) {
        out[lane] = toUnit(a[lane]);
        out[16 + lane] = toUnit(b[lane]);
        out[32 + lane] = toUnit(c[lane]);
        out[48 + lane] = toUnit(d[lane]);
    }
}

void Rng::normal16(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t draw, float* out) const
{
    using Lanes = Eigen::Array<float, 16, 1>;
    constexpr float kTwoPi = 6.2831853071795864769F;
    uniform16(samples, epoch, draw, out);
    for (int pair = 0; pair < 2; ++pair) {
        Eigen::Map<Lanes, Eigen::Aligned64> first(out + 32 * pair);
        Eigen::Map<Lanes, Eigen::Aligned64> second(out + 32 * pair + 16);
        const Lanes radius = (-2.0F * first.log()).sqrt();
        const Lanes angle = kTwoPi * second;
        first = radius * angle.cos();
        second = radius * angle.sin();
    }
}

std::uint64_t Rng::below(std::uint64_t bound, std::uint64_t sample, std::uint32_t epoch) const
{
    const auto random = words(sample, epoch, 0);
    const std::uint64_t bits = (std::uint64_t(random[1]) << 32) | random[0];
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(bits) * bound) >> 64);
}

float Rng::uniform(std::uint64_t sample, std::uint32_t epoch, std::uint32_t draw) const
{
    return toUnit(words(sample, epoch, draw / 4)[draw % 4]);
}

float Rng::normal(std::uint64_t sample, std::uint32_t epoch, std::uint32_t draw) const
{
    std::uint64_t samples[16];
    for (auto& each : samples)
        each = sample;
    alignas(kAlignment) float out[64];
    normal16(samples, epoch, draw / 4 * 4, out);
    return out[16 * (draw % 4)];
}

} // namespace isthmus
