// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's kernels alone, on one thread: isthmus-bench --benchmark_filter=conv
#include "core/base/Error.h"
#include "core/nn/products/Product.h"
#include "core/tasks/FmaPeak.h"
#include "tests/bench/kernels/kernels.h"

using namespace isthmus;

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    ThreadPool alone;
    const FmaPeak peak = measureFmaPeak(0.3, alone);
    benchmark::AddCustomContext(
        "FMA peak of one thread", shortNumber(peak.gflops, 4) + " GFLOP/s (" + peak.vectors + ")");
    benchmark::AddCustomContext("kernels of products", productKernels());
    benchmarks::addProducts();
    benchmarks::addLayers();
    benchmarks::addActivations();
    benchmarks::addLosses();
    benchmarks::addOptimizers();
    benchmarks::addData();
    benchmarks::addRuns();
    benchmarks::addReaders();
    benchmarks::addFiles();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
