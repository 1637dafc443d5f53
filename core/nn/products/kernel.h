// SPDX-License-Identifier: GPL-3.0-or-later
// The body of multiply(), compiled once for each instruction set by the files that include it. Everything has internal
// linkage and no header with inline functions is included, so that no copy made for a new processor can be linked into
// a program that runs on an old one.
#pragma once

#include "core/nn/products/Product.h"

namespace {

using isthmus::Product;
using isthmus::ProductTerm;
using isthmus::RowProducts;

#define ISTHMUS_ALWAYS_INLINE __attribute__((always_inline))
#define ISTHMUS_INLINE inline ISTHMUS_ALWAYS_INLINE

/// Width floats in one register.
template <int Width>
struct Vector
{
    // NOLINTBEGIN(modernize-use-using): an alias would lose the attributes
    typedef float Type __attribute__((vector_size(Width * sizeof(float)), aligned(Width * sizeof(float)), may_alias));
    typedef float Unaligned __attribute__((vector_size(Width * sizeof(float)), aligned(sizeof(float)), may_alias));
    // NOLINTEND(modernize-use-using)
};

/// All lanes the same. (0 + x would cost an addition, since 0 + -0 is not -0; x - 0 is x.)
template <int Width>
ISTHMUS_INLINE typename Vector<Width>::Type broadcast(float value)
{
    return value - typename Vector<Width>::Type{};
}

template <int Width>
ISTHMUS_INLINE typename Vector<Width>::Type loadResult(const float* c, std::ptrdiff_t lanes)
{
    if (lanes >= Width)
        return *reinterpret_cast<const typename Vector<Width>::Unaligned*>(c);
    typename Vector<Width>::Type values = {};
    for (std::ptrdiff_t lane = 0; lane < lanes; ++lane)
        values[lane] = c[lane];
    return values;
}

template <int Width>
ISTHMUS_INLINE void storeResult(typename Vector<Width>::Type values, float* c, std::ptrdiff_t lanes)
{
    if (lanes >= Width) {
        *reinterpret_cast<typename Vector<Width>::Unaligned*>(c) = values;
        return;
    }
    for (std::ptrdiff_t lane = 0; lane < lanes; ++lane)
        c[lane] = values[lane];
}

/// Rows x (Vectors * Width) sums, held in registers over the whole depth.
template <int Width, int Rows, int Vectors>
ISTHMUS_INLINE void registerBlock(const Product& p, std::ptrdiff_t row, std::ptrdiff_t column)
{
    using V = typename Vector<Width>::Type;
    V sums[Rows][Vectors];
    float* c = p.c + row * p.cRow + column;
    const std::ptrdiff_t lanes = p.columns - column; // columns of C that are left from here on
    for (int i = 0; i < Rows; ++i) {
        for (int v = 0; v < Vectors; ++v) {
            const float start = p.bias != nullptr ? p.bias[row + i] : 0.0F;
            sums[i][v] = p.accumulate ? loadResult<Width>(c + i * p.cRow + v * Width, lanes - v * Width)
                                      : broadcast<Width>(start);
        }
    }
    const ProductTerm whole{0, 0, p.depth};
    const ProductTerm* term = p.terms == nullptr ? &whole : p.terms;
    const ProductTerm* const end = term + (p.terms == nullptr ? 1 : p.termCount);
    for (; term != end; ++term) {
        // Every fourth row has a pointer of its own: from there a processor reaches the next three without more
        // registers than it has.
        constexpr int kPointers = (Rows + 3) / 4;
        const float* a[kPointers];
        for (int i = 0; i < kPointers; ++i)
            a[i] = p.a + term->a + (row + 4 * i) * p.aRow;
        const float* b = p.b + term->b + column;
        for (std::ptrdiff_t depth = 0; depth < term->depth; ++depth) {
            V values[Vectors];
            for (int v = 0; v < Vectors; ++v)
                values[v] = *reinterpret_cast<const V*>(b + v * Width);
            for (int i = 0; i < Rows; ++i) {
                const V weight = broadcast<Width>(a[i / 4][i % 4 * p.aRow]);
                for (int v = 0; v < Vectors; ++v)
                    sums[i][v] += weight * values[v];
            }
            for (int i = 0; i < kPointers; ++i)
                a[i] += p.aColumn;
            b += p.bRow;
        }
    }
    for (int i = 0; i < Rows; ++i) {
        for (int v = 0; v < Vectors; ++v)
            storeResult<Width>(sums[i][v], c + i * p.cRow + v * Width, lanes - v * Width);
    }
}

/// The last rows of a panel, fewer than Most, in one block.
template <int Width, int Most, int Vectors>
ISTHMUS_INLINE void lastRows(const Product& p, std::ptrdiff_t row, std::ptrdiff_t column)
{
    if constexpr (Most > 1) {
        if (p.rows - row == Most - 1)
            registerBlock<Width, Most - 1, Vectors>(p, row, column);
        else
            lastRows<Width, Most - 1, Vectors>(p, row, column);
    }
}

/// All rows of one panel of columns, in blocks of at most Rows. What would leave a block too low to keep both
/// multipliers busy shares its rows with the block before it.
template <int Width, int Rows, int Vectors>
ISTHMUS_INLINE void panel(const Product& p, std::ptrdiff_t column)
{
    constexpr int kShared = Rows - Rows / 3;
    const std::ptrdiff_t rest = p.rows % Rows;
    const bool share = rest > 0 && rest <= Rows / 3 && p.rows > Rows;
    const std::ptrdiff_t whole = p.rows - rest - (share ? Rows : 0);
    std::ptrdiff_t row = 0;
    for (; row < whole; row += Rows)
        registerBlock<Width, Rows, Vectors>(p, row, column);
    if (share) {
        registerBlock<Width, kShared, Vectors>(p, row, column);
        row += kShared;
    }
    lastRows<Width, Rows, Vectors>(p, row, column);
}

// --- One column ----------------------------------------------------------------------------------------------------
// A picture is decoded for each move of a hand: there 15 of 16 lanes of a panel would be padding.

/// Several vectors of rows of a single column, where the rows of A touch (aRow is 1).
template <int Width, int Vectors>
ISTHMUS_INLINE void columnOfRows(const Product& p, std::ptrdiff_t row, const ProductTerm* term, const ProductTerm* end)
{
    typename Vector<Width>::Type sums[Vectors];
    for (int v = 0; v < Vectors; ++v) {
        for (int lane = 0; lane < Width; ++lane) {
            const std::ptrdiff_t i = row + v * Width + lane;
            sums[v][lane] = p.accumulate ? p.c[i * p.cRow] : p.bias != nullptr ? p.bias[i] : 0.0F;
        }
    }
    for (; term != end; ++term) {
        const float* a = p.a + term->a + row;
        const float* b = p.b + term->b;
        for (std::ptrdiff_t depth = 0; depth < term->depth; ++depth, a += p.aColumn, b += p.bRow) {
            const typename Vector<Width>::Type value = broadcast<Width>(*b);
            for (int v = 0; v < Vectors; ++v)
                sums[v] += value * loadResult<Width>(a + v * Width, Width);
        }
    }
    for (int v = 0; v < Vectors; ++v) {
        for (int lane = 0; lane < Width; ++lane)
            p.c[(row + v * Width + lane) * p.cRow] = sums[v][lane];
    }
}

/// One element of a single column, as an inner product.
template <int Width>
ISTHMUS_INLINE void elementOfColumn(
    const Product& p, std::ptrdiff_t row, const ProductTerm* term, const ProductTerm* end)
{
    float sum = p.accumulate ? p.c[row * p.cRow] : p.bias != nullptr ? p.bias[row] : 0.0F;
    for (; term != end; ++term) {
        const float* a = p.a + term->a + row * p.aRow;
        const float* b = p.b + term->b;
        for (std::ptrdiff_t depth = 0; depth < term->depth; ++depth, a += p.aColumn, b += p.bRow)
            sum += *a * *b;
    }
    p.c[row * p.cRow] = sum;
}

/// Inner products of all rows of A (aColumn is 1) with a single column, which is gathered piece by piece.
template <int Width>
ISTHMUS_INLINE void columnOfInnerProducts(const Product& p, const ProductTerm* term, const ProductTerm* end)
{
    using V = typename Vector<Width>::Type;
    constexpr std::ptrdiff_t kPiece = 256;
    alignas(64) float piece[kPiece];
    for (std::ptrdiff_t row = 0; row < p.rows && !p.accumulate; ++row)
        p.c[row * p.cRow] = p.bias != nullptr ? p.bias[row] : 0.0F;
    for (; term != end; ++term) {
        for (std::ptrdiff_t first = 0; first < term->depth; first += kPiece) {
            const std::ptrdiff_t count = term->depth - first < kPiece ? term->depth - first : kPiece;
            const std::ptrdiff_t whole = count / Width * Width;
            for (std::ptrdiff_t i = 0; i < count; ++i)
                piece[i] = p.b[term->b + (first + i) * p.bRow];
            for (std::ptrdiff_t row = 0; row < p.rows; ++row) {
                const float* a = p.a + term->a + row * p.aRow + first;
                V sums = {};
                for (std::ptrdiff_t i = 0; i < whole; i += Width)
                    sums += loadResult<Width>(a + i, Width) * *reinterpret_cast<const V*>(piece + i);
                float sum = 0.0F;
                for (int lane = 0; lane < Width; ++lane)
                    sum += sums[lane];
                for (std::ptrdiff_t i = whole; i < count; ++i)
                    sum += a[i] * piece[i];
                p.c[row * p.cRow] += sum;
            }
        }
    }
}

template <int Width>
ISTHMUS_INLINE void multiplyColumn(const Product& p)
{
    const ProductTerm whole{0, 0, p.depth};
    const ProductTerm* const term = p.terms == nullptr ? &whole : p.terms;
    const ProductTerm* const end = term + (p.terms == nullptr ? 1 : p.termCount);
    if (p.aColumn == 1 && p.aRow != 1)
        return columnOfInnerProducts<Width>(p, term, end);
    std::ptrdiff_t row = 0;
    for (; row + 4 * Width <= p.rows && p.aRow == 1; row += 4 * Width)
        columnOfRows<Width, 4>(p, row, term, end);
    for (; row + Width <= p.rows && p.aRow == 1; row += Width)
        columnOfRows<Width, 1>(p, row, term, end);
    for (; row < p.rows; ++row)
        elementOfColumn<Width>(p, row, term, end);
}

template <int Width, int Rows, int Vectors>
void multiplyWith(const Product& p)
{
    if (p.columns == 1)
        return multiplyColumn<Width>(p);
    constexpr std::ptrdiff_t kPanel = Width * Vectors;
    std::ptrdiff_t column = 0;
    for (; column + kPanel <= p.columns; column += kPanel)
        panel<Width, Rows, Vectors>(p, column);
    for (; column < p.columns; column += Width)
        panel<Width, Rows, 1>(p, column);
}

/// Sums of Ones x Many rows over all samples, in registers.
template <int Width, int Ones, int Many>
ISTHMUS_INLINE void rowProductsBlock(const RowProducts& p, std::ptrdiff_t one, std::ptrdiff_t many)
{
    using V = typename Vector<Width>::Type;
    constexpr std::ptrdiff_t kLanes = 16;
    for (int part = 0; part < kLanes / Width; ++part) {
        float* const home = p.sums + (one * p.count + many) * kLanes + part * Width;
        V sums[Ones][Many];
        for (int i = 0; i < Ones; ++i) {
            for (int j = 0; j < Many; ++j)
                sums[i][j] = *reinterpret_cast<const V*>(home + (i * p.count + j) * kLanes);
        }
        const float* const row = p.many + many * p.manyRow;
        const auto add = [&](std::ptrdiff_t sample, std::ptrdiff_t lanes) ISTHMUS_ALWAYS_INLINE {
            V values[Ones];
            for (int i = 0; i < Ones; ++i)
                values[i] = lanes >= Width ? *reinterpret_cast<const V*>(p.one[one + i] + sample)
                                           : loadResult<Width>(p.one[one + i] + sample, lanes);
            for (int j = 0; j < Many; ++j) {
                const V other = *reinterpret_cast<const V*>(row + j * p.manyRow + sample);
                for (int i = 0; i < Ones; ++i)
                    sums[i][j] += values[i] * other;
            }
        };
        std::ptrdiff_t sample = part * Width;
        for (; sample + Width <= p.samples; sample += kLanes)
            add(sample, Width);
        if (sample < p.samples)
            add(sample, p.samples - sample);
        for (int i = 0; i < Ones; ++i) {
            for (int j = 0; j < Many; ++j)
                *reinterpret_cast<V*>(home + (i * p.count + j) * kLanes) = sums[i][j];
        }
    }
}

template <int Width, int Ones>
ISTHMUS_INLINE void rowProductsOf(const RowProducts& p, std::ptrdiff_t one)
{
    constexpr int kMany = Width == 16 ? 8 : 4;
    std::ptrdiff_t many = 0;
    for (; many + kMany <= p.count; many += kMany)
        rowProductsBlock<Width, Ones, kMany>(p, one, many);
    for (; many < p.count; ++many)
        rowProductsBlock<Width, Ones, 1>(p, one, many);
}

template <int Width>
void addRowProductsWith(const RowProducts& p)
{
    std::ptrdiff_t one = 0;
    for (; one + 3 <= p.ones; one += 3)
        rowProductsOf<Width, 3>(p, one);
    for (; one < p.ones; ++one)
        rowProductsOf<Width, 1>(p, one);
}

// NOLINTNEXTLINE(modernize-use-using): an alias would lose the attributes
typedef float Lanes __attribute__((vector_size(64), aligned(64), may_alias));

/// Interleaves the lower (Half 0) or upper (Half 1) lanes of a and b: a0 b0 a1 b1 ... The three are references, since
/// how 64 bytes are handed over by value depends on the instruction set (GCC's -Wpsabi), though nothing is called here.
template <int Half>
ISTHMUS_INLINE void interleave(const Lanes& a, const Lanes& b, Lanes& mixed)
{
    constexpr int kLow = Half * 8;
    mixed = __builtin_shufflevector(a, b, kLow, kLow + 16, kLow + 1, kLow + 17, kLow + 2, kLow + 18, kLow + 3,
        kLow + 19, kLow + 4, kLow + 20, kLow + 5, kLow + 21, kLow + 6, kLow + 22, kLow + 7, kLow + 23);
}

/// Four rounds of interleaving row i with row i + 8 transpose 16 x 16.
ISTHMUS_INLINE void transposeBlock(const float* in, std::ptrdiff_t inRow, float* out, std::ptrdiff_t outRow)
{
    Lanes rows[16];
    for (int i = 0; i < 16; ++i)
        rows[i] = *reinterpret_cast<const Lanes*>(in + i * inRow);
    for (int round = 0; round < 4; ++round) {
        Lanes next[16];
        for (int i = 0; i < 8; ++i) {
            interleave<0>(rows[i], rows[i + 8], next[2 * i]);
            interleave<1>(rows[i], rows[i + 8], next[2 * i + 1]);
        }
        for (int i = 0; i < 16; ++i)
            rows[i] = next[i];
    }
    for (int i = 0; i < 16; ++i)
        *reinterpret_cast<Lanes*>(out + i * outRow) = rows[i];
}

ISTHMUS_INLINE void transposeWith(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns,
    float* out, std::ptrdiff_t outRow)
{
    const std::ptrdiff_t wholeRows = rows / 16 * 16;
    for (std::ptrdiff_t row = 0; row < wholeRows; row += 16) {
        for (std::ptrdiff_t column = 0; column < columns; column += 16)
            transposeBlock(in + row * inRow + column, inRow, out + column * outRow + row, outRow);
    }
    for (std::ptrdiff_t row = wholeRows; row < rows; ++row) {
        for (std::ptrdiff_t column = 0; column < columns; ++column)
            out[column * outRow + row] = in[row * inRow + column];
    }
}

} // namespace
