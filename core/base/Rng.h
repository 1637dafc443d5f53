// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace isthmus {

/// What a random number is for. Part of the key, so that no two uses share a stream. Stored runs depend on the values.
enum class Purpose : std::uint32_t {
    Initialisation = 1,
    Shuffle = 2,
    Split = 3,
    Corruption = 4,
    Posterior = 5,
    Prior = 6,
    Dropout = 7,
    Sprites = 8,
    Evaluation = 9,
    Preview = 10,
    EvaluationCorruption = 11,
};

/// Philox4x32-10: four random 32-bit words as a pure function of a counter and a key.
/// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Random numbers without a state: each one is a function of (seed, purpose, layer, epoch, sample, draw), so that it
/// does not matter which thread asks, when, or in what order. A plain value; any thread may use a copy.
class Rng
{
public:
    Rng(std::uint64_t seed, Purpose purpose, std::uint32_t layer = 0);

    /// Block `block` of four words for one sample in one epoch.
    [[nodiscard]] std::array<std::uint32_t, 4> words(
        std::uint64_t sample, std::uint32_t epoch, std::uint32_t block) const;

    /// Draws draw..draw+3 (draw is a multiple of 4) of 16 samples at once, uniform in (0, 1).
    /// @param samples  16 sample numbers
    /// @param out      4 x 16 floats, 64-byte aligned; row i holds draw + i
    void uniform16(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t draw, float* out) const;

    /// Draws as uniform16() does, but from the normal distribution N(0, 1).
    /// Source: Box & Muller 1958, "A note on the generation of random normal deviates"
    void normal16(const std::uint64_t* samples, std::uint32_t epoch, std::uint32_t draw, float* out) const;

    /// One number uniform in [0, bound) without noticeable bias (64 random bits scaled); bound >= 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound, std::uint64_t sample, std::uint32_t epoch = 0) const;

    /// One number uniform in (0, 1).
    [[nodiscard]] float uniform(std::uint64_t sample, std::uint32_t epoch, std::uint32_t draw) const;

    /// One number from N(0, 1).
    [[nodiscard]] float normal(std::uint64_t sample, std::uint32_t epoch, std::uint32_t draw) const;

private:
    std::array<std::uint32_t, 2> m_key;
};

} // namespace isthmus
