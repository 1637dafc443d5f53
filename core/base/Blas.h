// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Tells the library of matrix products to use the calling thread alone: the engine's own pool divides the work. Call
/// it first thing in main(), before any other thread.
void prepareBlas();

/// Which kernels multiply matrices in this process, for run files and the status line: "OpenBLAS Haswell" or "Eigen".
/// OpenBLAS chooses them by the processor at start; OPENBLAS_CORETYPE in the environment overrides it.
std::string blasKernels();

}
