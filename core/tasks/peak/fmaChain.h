// SPDX-License-Identifier: GPL-3.0-or-later
// The body of FmaChains::run, compiled once for each instruction set by the files that include it. Everything has
// internal linkage and no header with inline functions is included, as in core/nn/products/kernel.h and for its reason.
#pragma once

#include "core/tasks/peak/fmaChains.h"

namespace {

/// Chains that do not wait for each other: two units with a latency of four or five cycles need ten of them.
constexpr int kChains = 12;

/// Width floats in one register.
template <int Width>
struct Register
{
    using Type __attribute__((vector_size(Width * sizeof(float)))) = float;
};

template <int Width>
float multiplyAndAdd(long repeats, float factor, float summand)
{
    using Vector = typename Register<Width>::Type;
    Vector chains[kChains];
    for (int i = 0; i < kChains; ++i)
        chains[i] = Vector{} + static_cast<float>(i);
    const Vector factors = Vector{} + factor;
    const Vector summands = Vector{} + summand;
    for (long repeat = 0; repeat < repeats; ++repeat) {
        for (Vector& chain : chains)
            chain = chain * factors + summands;
    }
    Vector sum{};
    for (const Vector& chain : chains)
        sum += chain;
    float total = 0;
    for (int i = 0; i < Width; ++i)
        total += sum[i];
    return total;
}

template <int Width>
constexpr isthmus::FmaChains fmaChains(const char* name)
{
    return {multiplyAndAdd<Width>, 2.0 * Width * kChains, name};
}

} // namespace
