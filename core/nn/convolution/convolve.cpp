// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/convolve.h"

#include "core/nn/convolution/oneChannel.h"
#include "core/nn/products/Product.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

/// Computes one pixel of a result from the terms that are added one by one. More terms than fit go into the pixel in
/// several products.
class PixelProduct
{
public:
    PixelProduct(const Product& product, Batch& result, Index firstRow)
        : m_product(product)
    {
        m_product.c = result.row(firstRow);
        m_product.cRow = result.stride();
        m_product.columns = result.cols();
        m_product.terms = m_terms.data();
    }

    void add(Index a, Index b, Index depth)
    {
        if (m_product.termCount == static_cast<Index>(m_terms.size()))
            flush();
        m_terms[static_cast<std::size_t>(m_product.termCount++)] = {a, b, depth};
    }

    void flush()
    {
        multiply(m_product);
        m_product.termCount = 0;
        m_product.accumulate = true;
    }

private:
    Product m_product;
    std::array<ProductTerm, 32> m_terms;
};

/// Calls work(pixel product, y, x) for each pixel of the result, and done() when it is whole.
template <typename Work>
void forEachPixel(
    const Product& product, Shape image, Batch& result, ThreadPool& pool, BlockDone done, const Work& work)
{
    const Index channels = image.channels;
    forEachRowTileOf(pool, result.rows(), channels, result.cols(), [&](const Block& tile) {
        for (Index row = tile.firstRow; row < tile.firstRow + tile.rows; row += channels) {
            const auto pixel = static_cast<int>(row / channels);
            PixelProduct terms(product, result, row);
            work(terms, pixel / image.width, pixel % image.width);
            terms.flush();
            if (done)
                done({row, channels, 0, result.cols()});
        }
    });
}

/// First k of a kernel whose pixel `first + k` is not below 0, and the first behind those below `extent`.
struct TapRange
{
    TapRange(int first, int kernel, int extent)
        : begin(std::max(0, -first))
        , end(std::min(kernel, extent - first))
    {
    }
    int begin;
    int end;
};

} // namespace

void smallFromLarge(const Convolving& convolving, const Batch& large, Batch& small, ThreadPool& pool, BlockDone done)
{
    const ConvolutionGeometry& geometry = convolving.geometry;
    if (convolvesToOneChannel(geometry))
        return convolveToOneChannel(convolving, large, small, pool, done);
    Product product;
    product.a = convolving.weights;
    product.aRow = 1;
    product.aColumn = geometry.small.channels;
    product.b = large.row(0);
    product.bRow = large.stride();
    product.rows = geometry.small.channels;
    product.bias = convolving.bias;
    forEachPixel(product, geometry.small, small, pool, done, [&](PixelProduct& terms, int y, int x) {
        const int top = y * geometry.stride - geometry.padding;
        const int left = x * geometry.stride - geometry.padding;
        const TapRange rows(top, geometry.kernel, geometry.large.height);
        const TapRange columns(left, geometry.kernel, geometry.large.width);
        for (int ky = rows.begin; ky < rows.end && columns.begin < columns.end; ++ky) {
            const Index first = ConvolutionGeometry::feature(geometry.large, top + ky, left + columns.begin);
            terms.add(geometry.weight(ky, columns.begin), first * large.stride(),
                Index(columns.end - columns.begin) * geometry.large.channels);
        }
    });
}

void largeFromSmall(const Convolving& convolving, const Batch& small, Batch& large, ThreadPool& pool, BlockDone done)
{
    const ConvolutionGeometry& geometry = convolving.geometry;
    if (spreadsToOneChannel(geometry))
        return spreadToOneChannel(convolving, small, large, pool, done);
    const int kernel = geometry.kernel;
    const Index channels = geometry.small.channels;
    Product product;
    product.a = convolving.weights;
    product.aRow = channels;
    product.aColumn = 1;
    product.b = small.row(0);
    product.bRow = small.stride();
    product.rows = geometry.large.channels;
    product.bias = convolving.bias;
    forEachPixel(product, geometry.large, large, pool, done, [&](PixelProduct& terms, int atY, int atX) {
        for (int ky = 0; ky < kernel; ++ky) {
            const int y = geometry.smallUnder(atY, ky, geometry.small.height);
            for (int kx = 0; kx < kernel && y >= 0; ++kx) {
                const int x = geometry.smallUnder(atX, kx, geometry.small.width);
                if (x >= 0) {
                    const Index first = ConvolutionGeometry::feature(geometry.small, y, x);
                    terms.add(geometry.weight(ky, kx), first * small.stride(), channels);
                }
            }
        }
    });
}

} // namespace isthmus
