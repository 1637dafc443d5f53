// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Prepares the library of matrix products: one thread per caller, and kernels that use this processor's widest
/// vectors. OpenBLAS 0.3.21 takes its AVX2 kernels on AVX-512 processors that it does not know by name, at half the
/// speed. Call it first thing in main(), before any other thread; a program that does not call it computes the same,
/// slower. OPENBLAS_CORETYPE in the environment is respected.
void prepareBlas();

/// Which kernels multiply matrices in this process, for run files and the status line: "OpenBLAS SkylakeX" or "Eigen".
std::string blasKernels();

} // namespace isthmus
