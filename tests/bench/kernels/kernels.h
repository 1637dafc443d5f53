// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"

#include <benchmark/benchmark.h>

#include <string>

namespace isthmus::benchmarks {

/// Samples that each kernel works on, the presets' batch.
inline constexpr Index kBatch = 128;

// Each of these adds the benchmarks of its file: an explicit table, since a linker may drop what registers itself. All
// run on one thread, except what reads or trains as a whole.
void addProducts();
void addLayers();
void addActivations();
void addLosses();
void addOptimizers();
void addData();
void addRuns();
void addReaders();
void addFiles();

/// Values without a pattern in -1 .. 1.
Batch filled(Index features, Index samples = kBatch);
FloatVector filledVector(Index count);

/// Adds a benchmark that calls work() again and again.
/// @param flop   FLOP of one call: gives the counter FLOP/s; 0: none
/// @param bytes  bytes that one call must read and write at least: gives bytes_per_second; 0: none
template <typename Work>
void add(const std::string& name, double flop, double bytes, const Work& work)
{
    benchmark::RegisterBenchmark(name.c_str(), [flop, bytes, work](benchmark::State& state) mutable {
        for (auto round : state) {
            (void)round;
            work();
            benchmark::ClobberMemory();
        }
        if (flop > 0)
            state.counters["FLOP/s"] = benchmark::Counter(flop, benchmark::Counter::kIsIterationInvariantRate);
        if (bytes > 0)
            state.SetBytesProcessed(static_cast<std::int64_t>(bytes * static_cast<double>(state.iterations())));
    })->Unit(benchmark::kMicrosecond);
}

} // namespace isthmus::benchmarks
