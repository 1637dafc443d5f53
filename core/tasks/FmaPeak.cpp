// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/FmaPeak.h"

#include <chrono>

namespace isthmus {

namespace {

constexpr long kRepeats = 1'000'000;

}

std::vector<FmaChains> fmaChainsOfThisProcessor()
{
    std::vector<FmaChains> all{kFmaChainsBaseline};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        all.push_back(kFmaChainsAvx2);
    if (__builtin_cpu_supports("avx512f"))
        all.push_back(kFmaChainsAvx512);
#endif
    return all;
}

FmaPeak measureFmaPeak(double seconds, ThreadPool& pool)
{
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    // Read at run time, so that the compiler cannot compute the result itself.
    const volatile float factor = 0.999F;
    const volatile float summand = 0.001F;
    std::atomic<float> sink{0};
    const std::vector<FmaChains> all = fmaChainsOfThisProcessor();
    FmaPeak best;
    const Clock::time_point begin = Clock::now();
    do {
        for (const FmaChains& chains : all) {
            const Clock::time_point start = Clock::now();
            pool.run(pool.threads(), [&](Index) { sink = chains.run(kRepeats, factor, summand); });
            const double flop = pool.threads() * chains.flopPerRepeat * double(kRepeats);
            const double gflops = flop / since(start) * 1e-9;
            if (gflops > best.gflops)
                best = {gflops, chains.name};
        }
    } while (since(begin) < seconds);
    return best;
}

} // namespace isthmus
