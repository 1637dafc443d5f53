// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace isthmus {

/// A stretch of a product's depth: consecutive columns of A and as many rows of B.
struct ProductTerm
{
    std::ptrdiff_t a = 0; ///< offset of its first column of A, in floats
    std::ptrdiff_t b = 0; ///< offset of its first row of B, in floats; a multiple of 16
    std::ptrdiff_t depth = 0;
};

/// One matrix product C = start + A B over operands in place: nothing is packed or copied. Rows of B start on a cache
/// line and are readable up to the next multiple of 16 columns; C may lie anywhere and is written exactly.
struct Product
{
    const float* a = nullptr; ///< A(i, p) is a[i * aRow + p * aColumn], so that a transposed A is two swapped strides
    std::ptrdiff_t aRow = 0;
    std::ptrdiff_t aColumn = 1;
    const float* b = nullptr; ///< depth x columns, row-major
    std::ptrdiff_t bRow = 0;
    float* c = nullptr; ///< rows x columns, row-major; not part of A or B
    std::ptrdiff_t cRow = 0;
    std::ptrdiff_t rows = 0;
    std::ptrdiff_t columns = 0;
    std::ptrdiff_t depth = 0;
    const ProductTerm* terms = nullptr; ///< pieces of the depth that lie apart; null: one piece of `depth`
    std::ptrdiff_t termCount = 0;
    const float* bias = nullptr; ///< start of each row of C, one float a row; null: 0
    bool accumulate = false; ///< start is what C holds; then bias is not read
};

/// Multiplies on the calling thread with the widest vectors that this processor has (AVX-512, AVX2 with FMA, or the
/// baseline of the build). The order of sums depends on the shape alone.
/// The samples of a feature are contiguous in every operand, so that a register block of 12 x 32 sums needs two vector
/// loads and twelve broadcasts for 24 multiply-adds: the packing that general libraries need would only cost time.
void multiply(const Product& product);

/// Inner products of rows with rows, over samples: sums[i * count + j] holds, lane by lane, the sum of one[i][s] *
/// many[j][s] over the samples s of that lane.
struct RowProducts
{
    const float* const* one = nullptr; ///< `ones` rows, each readable up to the next multiple of 16 samples
    std::ptrdiff_t ones = 0;
    const float* many = nullptr; ///< `count` rows, `manyRow` floats apart, on cache lines
    std::ptrdiff_t manyRow = 0;
    std::ptrdiff_t count = 0;
    std::ptrdiff_t samples = 0; ///< lanes behind the last one are ignored
    float* sums = nullptr; ///< ones x count x 16, on a cache line; added to
};

/// Adds inner products to sums of 16 lanes. The order of sums depends on the shape alone.
void addRowProducts(const RowProducts& products);

/// out = in^T in blocks of 16 x 16. All rows start on a cache line.
/// @param in   rows x columns, row-major with `inRow` floats a row, readable up to the next multiple of 16 columns
/// @param out  columns x rows, row-major with `outRow` floats a row; as many rows as `in` has padded columns are
/// written
void transpose(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow);

/// "AVX-512", "AVX2" or "baseline": which kernels multiply() uses, for run files and the status line.
const char* productKernels();

} // namespace isthmus
