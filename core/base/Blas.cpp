// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Blas.h"

#ifdef ISTHMUS_BLAS
extern "C" {
void openblas_set_num_threads(int threads);
char* openblas_get_corename(void);
}
#endif

namespace isthmus {

#ifdef ISTHMUS_BLAS

void prepareBlas()
{
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

}
