// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/products/Product.h"

namespace isthmus {

/// multiply(), addRowProducts() and transpose() for one instruction set each; calling one that the processor lacks is
/// undefined.
void multiplyAvx512(const Product& product);
void multiplyAvx2(const Product& product);
void multiplyBaseline(const Product& product);

void addRowProductsAvx512(const RowProducts& products);
void addRowProductsAvx2(const RowProducts& products);
void addRowProductsBaseline(const RowProducts& products);

void transposeAvx512(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow);
void transposeAvx2(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow);
void transposeBaseline(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow);

} // namespace isthmus
