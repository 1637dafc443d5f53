// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/products/Product.h"

#include "core/nn/products/kernels.h"

namespace isthmus {

namespace {

struct Kernels
{
    void (*multiply)(const Product&);
    void (*addRowProducts)(const RowProducts&);
    void (*transpose)(const float*, std::ptrdiff_t, std::ptrdiff_t, std::ptrdiff_t, float*, std::ptrdiff_t);
    const char* name;
};

Kernels chooseKernels()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        return {multiplyAvx512, addRowProductsAvx512, transposeAvx512, "AVX-512"};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return {multiplyAvx2, addRowProductsAvx2, transposeAvx2, "AVX2"};
#endif
    return {multiplyBaseline, addRowProductsBaseline, transposeBaseline, "baseline"};
}

const Kernels& kernels()
{
    static const Kernels chosen = chooseKernels();
    return chosen;
}

} // namespace

void multiply(const Product& product)
{
    kernels().multiply(product);
}

void addRowProducts(const RowProducts& products)
{
    kernels().addRowProducts(products);
}

void transpose(const float* in, std::ptrdiff_t inRow, std::ptrdiff_t rows, std::ptrdiff_t columns, float* out,
    std::ptrdiff_t outRow)
{
    kernels().transpose(in, inRow, rows, columns, out, outRow);
}

const char* productKernels()
{
    return kernels().name;
}

} // namespace isthmus
