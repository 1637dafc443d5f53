// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Rng.h"

#include "core/base/BoxMuller.h"

#include <cstring>

namespace isthmus {

namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

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

/// The four words of 8 samples, each in the lower half of a 64-bit lane: products of 32-bit words stay in place.
using Lanes8 [[gnu::vector_size(64)]] = std::uint64_t;
struct Words8
{
    Lanes8 a, b, c, d;
};

inline void philoxRound(Words8& words, std::uint64_t key0, std::uint64_t key1)
{
    constexpr std::uint64_t kLow = 0xFFFFFFFF;
    const Lanes8 product0 = words.a * std::uint64_t(kMultiplier0);
    const Lanes8 product1 = words.c * std::uint64_t(kMultiplier1);
    words.a = (product1 >> 32) ^ words.b ^ key0;
    words.c = (product0 >> 32) ^ words.d ^ key1;
    words.b = product1 & kLow;
    words.d = product0 & kLow;
}

/// Two sets of lanes at a time: one multiplies while the other waits for its product.
inline void philox16(Words8& left, Words8& right, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < kRounds; ++round) {
        philoxRound(left, key[0], key[1]);
        philoxRound(right, key[0], key[1]);
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
}

/// Counters of 8 samples: sample number, epoch, block.
inline Words8 counters(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t block)
{
    Words8 words{};
    std::memcpy(&words.a, samples, sizeof words.a);
    words.b = words.a >> 32;
    words.a &= std::uint64_t(0xFFFFFFFF);
    words.c += std::uint64_t(epoch);
    words.d += std::uint64_t(block);
    return words;
}

/// toUnit() of 8 words, to out[0..8).
inline void storeUnits(const Lanes8& words, float* out)
{
    using Ints8 [[gnu::vector_size(32)]] = std::int32_t;
    using Floats8 [[gnu::vector_size(32)]] = float;
    const Ints8 bits = __builtin_convertvector(words >> 9, Ints8);
    const Floats8 units = (__builtin_convertvector(bits, Floats8) + 0.5F) * 0x1p-23F;
    std::memcpy(out, &units, sizeof units);
}

/// Four rows of 16 columns, of which these are the first 8.
inline void storeUnits(const Words8& words, float* out)
{
    storeUnits(words.a, out);
    storeUnits(words.b, out + 16);
    storeUnits(words.c, out + 32);
    storeUnits(words.d, out + 48);
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
    Words8 left = counters(samples, epoch, draw / 4);
    Words8 right = counters(samples + 8, epoch, draw / 4);
    philox16(left, right, m_key);
    storeUnits(left, out);
    storeUnits(right, out + 8);
}

void Rng::normal16(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t draw, float* out) const
{
    uniform16(samples, epoch, draw, out);
    boxMuller16(out, out + 16);
    boxMuller16(out + 32, out + 48);
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
