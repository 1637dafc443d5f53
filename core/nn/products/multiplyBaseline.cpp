// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/products/kernel.h"
#include "core/nn/products/kernels.h"

namespace isthmus {

void multiplyBaseline(const Product& product)
{
    multiplyWith<4, 6, 2>(product);
}

void addRowProductsBaseline(const RowProducts& products)
{
    addRowProductsWith<4>(products);
}

void transposeBaseline(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow)
{
    transposeWith(in, inRow, rows, columns, out, outRow);
}

} // namespace isthmus
