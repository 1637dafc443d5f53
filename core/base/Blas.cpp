// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Blas.h"

#include <cstdlib>

#ifdef ISTHMUS_BLAS
extern "C" {
void openblas_set_num_threads(int threads);
char* openblas_get_corename(void);
// Exported by builds of OpenBLAS that choose their kernels at run time; weak, since others lack them.
void gotoblas_dynamic_init(void) __attribute__((weak));
void gotoblas_dynamic_quit(void) __attribute__((weak));
}
#endif

namespace isthmus {

#ifdef ISTHMUS_BLAS

namespace {

bool processorHasAvx512()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

bool choseNarrowKernels()
{
    const std::string core = openblas_get_corename();
    return core == "Haswell" || core == "Zen";
}

} // namespace

void prepareBlas()
{
    constexpr const char* kVariable = "OPENBLAS_CORETYPE";
    if (std::getenv(kVariable) == nullptr && gotoblas_dynamic_init != nullptr && gotoblas_dynamic_quit != nullptr
        && processorHasAvx512() && choseNarrowKernels()) {
        setenv(kVariable, "SkylakeX", 1);
        gotoblas_dynamic_quit();
        gotoblas_dynamic_init();
        unsetenv(kVariable);
    }
    openblas_set_num_threads(1);
}

std::string blasKernels()
{
    return std::string("OpenBLAS ") + openblas_get_corename();
}

#else

void prepareBlas() { }

std::string blasKernels()
{
    return "Eigen";
}

#endif

} // namespace isthmus
