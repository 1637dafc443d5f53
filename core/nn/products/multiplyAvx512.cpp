// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/products/kernel.h"
#include "core/nn/products/kernels.h"

namespace isthmus {

void multiplyAvx512(const Product& product)
{
    multiplyWith<16, 12, 2>(product);
}

void addRowProductsAvx512(const RowProducts& products)
{
    addRowProductsWith<16>(products);
}

void transposeAvx512(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow)
{
    transposeWith(in, inRow, rows, columns, out, outRow);
}

} // namespace isthmus
