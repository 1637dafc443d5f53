// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/tasks/peak/fmaChains.h"

#include <vector>

namespace isthmus {

/// What a processor can do at most.
struct FmaPeak
{
    double gflops = 0; ///< 10^9 FLOP per second of all threads together; a multiply-add is 2 FLOP
    const char* vectors = "baseline"; ///< vector instructions that reach it: "AVX-512", "AVX2" or "baseline"
};

/// Fastest rate of single-precision multiply-adds that the processor reaches with all its operands in registers, on all
/// threads of the pool at once: the best of all vectors that it has, whatever the program is compiled for.
/// @param seconds  how long to measure; the best of short rounds counts, since others use the machine too
FmaPeak measureFmaPeak(double seconds, ThreadPool& pool);

/// The chains that measureFmaPeak() chooses from, the narrowest vectors first.
std::vector<FmaChains> fmaChainsOfThisProcessor();

} // namespace isthmus
