// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/FmaPeak.h"

#include <algorithm>
#include <chrono>

namespace isthmus {

namespace {

#if defined(__AVX512F__)
constexpr int kFloats = 16;
#elif defined(__AVX__)
constexpr int kFloats = 8;
#else
constexpr int kFloats = 4;
#endif
using Vector __attribute__((vector_size(kFloats * sizeof(float)))) = float;

/// Chains that do not wait for each other: two units with a latency of four or five cycles need ten of them.
constexpr int kChains = 12;
constexpr Index kRepeats = 1'000'000;
constexpr double kFlopPerRound = 2.0 * kFloats * kChains * double(kRepeats);

/// One thread's share of a round.
/// @return  a number that depends on all of the work, so that none of it can be left out
float multiplyAndAdd(float factor, float summand)
{
    Vector chains[kChains];
    for (int i = 0; i < kChains; ++i)
        chains[i] = Vector{} + static_cast<float>(i);
    const Vector factors = Vector{} + factor;
    const Vector summands = Vector{} + summand;
    for (Index repeat = 0; repeat < kRepeats; ++repeat)
        for (int i = 0; i < kChains; ++i)
            chains[i] = chains[i] * factors + summands;
    Vector sum{};
    for (const Vector& chain : chains)
        sum += chain;
    float total = 0;
    for (int i = 0; i < kFloats; ++i)
        total += sum[i];
    return total;
}

} // namespace

double measureFmaPeak(double seconds, ThreadPool& pool)
{
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    // Read at run time, so that the compiler cannot compute the result itself.
    const volatile float factor = 0.999F;
    const volatile float summand = 0.001F;
    std::atomic<float> sink{0};
    double best = 0;
    const Clock::time_point begin = Clock::now();
    do {
        const Clock::time_point start = Clock::now();
        pool.run(pool.threads(), [&](Index) { sink = multiplyAndAdd(factor, summand); });
        best = std::max(best, pool.threads() * kFlopPerRound / since(start));
    } while (since(begin) < seconds);
    return best * 1e-9;
}

} // namespace isthmus
