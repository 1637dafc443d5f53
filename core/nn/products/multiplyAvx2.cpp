// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/products/kernel.h"
#include "core/nn/products/kernels.h"

namespace isthmus {

void multiplyAvx2(const Product& product)
{
    multiplyWith<8, 6, 2>(product);
}

void addRowProductsAvx2(const RowProducts& products)
{
    addRowProductsWith<8>(products);
}

void transposeAvx2(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow)
{
    transposeWith(in, inRow, rows, columns, out, outRow);
}

} // namespace isthmus
