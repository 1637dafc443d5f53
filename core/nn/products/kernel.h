// SPDX-License-Identifier: GPL-3.0-or-later
// The body of multiply(), compiled once for each instruction set by the files that include it. Everything has internal
// linkage and no header with inline functions is included, so that no copy made for a new processor can be linked into
// a program that runs on an old one.
#pragma once

#include "core/nn/products/Product.h"

namespace {

using isthmus::Product;

#define ISTHMUS_INLINE inline __attribute__((always_inline))

/// Width floats in one register.
template <int Width>
struct Vector
{
    typedef float Type __attribute__((vector_size(Width * sizeof(float)), aligned(Width * sizeof(float)), may_alias));
    typedef float Unaligned __attribute__((vector_size(Width * sizeof(float)), aligned(sizeof(float)), may_alias));
};

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
    const std::ptrdiff_t lanes = p.columns - column; // of C that are left from here on
    for (int i = 0; i < Rows; ++i) {
        for (int v = 0; v < Vectors; ++v) {
            const float start = p.bias != nullptr ? p.bias[row + i] : 0.0F;
            sums[i][v] = p.accumulate ? loadResult<Width>(c + i * p.cRow + v * Width, lanes - v * Width) : V{} + start;
        }
    }
    const float* a = p.a + row * p.aRow;
    const float* b = p.b + column;
    for (std::ptrdiff_t depth = 0; depth < p.depth; ++depth) {
        V values[Vectors];
        for (int v = 0; v < Vectors; ++v)
            values[v] = *reinterpret_cast<const V*>(b + v * Width);
        for (int i = 0; i < Rows; ++i) {
            const V weight = V{} + a[i * p.aRow];
            for (int v = 0; v < Vectors; ++v)
                sums[i][v] += weight * values[v];
        }
        a += p.aColumn;
        b += p.bRow;
    }
    for (int i = 0; i < Rows; ++i) {
        for (int v = 0; v < Vectors; ++v)
            storeResult<Width>(sums[i][v], c + i * p.cRow + v * Width, lanes - v * Width);
    }
}

/// All rows of one panel of columns, in blocks of at most Rows.
template <int Width, int Rows, int Vectors>
ISTHMUS_INLINE void panel(const Product& p, std::ptrdiff_t column)
{
    std::ptrdiff_t row = 0;
    for (; row + Rows <= p.rows; row += Rows)
        registerBlock<Width, Rows, Vectors>(p, row, column);
    for (; row + 4 <= p.rows; row += 4)
        registerBlock<Width, 4, Vectors>(p, row, column);
    for (; row < p.rows; ++row)
        registerBlock<Width, 1, Vectors>(p, row, column);
}

template <int Width, int Rows, int Vectors>
void multiplyWith(const Product& p)
{
    constexpr std::ptrdiff_t kPanel = Width * Vectors;
    std::ptrdiff_t column = 0;
    for (; column + kPanel <= p.columns; column += kPanel)
        panel<Width, Rows, Vectors>(p, column);
    for (; column < p.columns; column += Width)
        panel<Width, Rows, 1>(p, column);
}

typedef float Lanes __attribute__((vector_size(64), aligned(64), may_alias));

/// Interleaves the lower (Half 0) or upper (Half 1) lanes of a and b: a0 b0 a1 b1 ...
template <int Half>
ISTHMUS_INLINE Lanes interleave(Lanes a, Lanes b)
{
    constexpr int h = Half * 8;
    return __builtin_shufflevector(a, b, h, h + 16, h + 1, h + 17, h + 2, h + 18, h + 3, h + 19, h + 4, h + 20, h + 5,
        h + 21, h + 6, h + 22, h + 7, h + 23);
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
            next[2 * i] = interleave<0>(rows[i], rows[i + 8]);
            next[2 * i + 1] = interleave<1>(rows[i], rows[i + 8]);
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
