// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"

namespace isthmus {

/// Fastest rate of single-precision multiply-adds that the processor reaches with all its operands in registers, on all
/// threads of the pool at once, with vectors of the width that the program is compiled for. A multiply-add is 2 FLOP.
/// @param seconds  how long to measure; the best of short rounds counts, since others use the machine too
/// @return         GFLOP/s of all threads together
double measureFmaPeak(double seconds, ThreadPool& pool);

} // namespace isthmus
