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

/// The product of a group: its rows of the result, and its part of the bias.
Product productOf(const Product& first, Index group)
{
    Product product = first;
    if (product.bias != nullptr)
        product.bias += group * product.rows;
    return product;
}

/// Calls work(pixel product, group, y, x) for each pixel of the result and each group, and done() when it is whole.
/// @param product  that of the first group
template <typename Work>
void forEachPixel(
    const Product& product, Shape image, Batch& result, ThreadPool& pool, BlockDone done, const Work& work)
{
    const Index channels = image.channels;
    forEachRowTileOf(pool, result.rows(), channels, result.cols(), [&](const Block& tile) {
        for (Index row = tile.firstRow; row < tile.firstRow + tile.rows; row += channels) {
            const auto pixel = static_cast<int>(row / channels);
            for (Index group = 0; group * product.rows < channels; ++group) {
                PixelProduct terms(productOf(product, group), result, row + group * product.rows);
                work(terms, group, pixel / image.width, pixel % image.width);
                terms.flush();
            }
            if (done)
                done({row, channels, 0, result.cols()});
        }
    });
}

} // namespace

void smallFromLarge(const Convolving& convolving, const Batch& large, Batch& small, ThreadPool& pool, BlockDone done)
{
    const ConvolutionGeometry& geometry = convolving.geometry;
    if (convolvesToOneChannel(geometry))
        return convolveToOneChannel(convolving, large, small, pool, done);
    Product product;
    product.a = convolving.weights;
    product.aRow = 1;
    product.aColumn = geometry.smallChannels();
    product.b = large.row(0);
    product.bRow = large.stride();
    product.rows = geometry.smallChannels();
    product.bias = convolving.bias;
    const bool joinsTaps = geometry.groups == 1 && geometry.horizontal.dilation == 1; // their pixels are neighbours
    forEachPixel(product, geometry.small, small, pool, done, [&](PixelProduct& terms, Index group, int y, int x) {
        const TapRange rows = geometry.vertical.tapsAt(y, geometry.large.height);
        const TapRange columns = geometry.horizontal.tapsAt(x, geometry.large.width);
        const int step = joinsTaps ? std::max(1, columns.end - columns.begin) : 1;
        for (int ky = rows.begin; ky < rows.end; ++ky) {
            for (int kx = columns.begin; kx < columns.end; kx += step) {
                const Index first = group * geometry.largeChannels()
                    + ConvolutionGeometry::feature(
                        geometry.large, geometry.vertical.largeUnder(y, ky), geometry.horizontal.largeUnder(x, kx));
                terms.add(group * geometry.groupWeights() + geometry.weight(ky, kx), first * large.stride(),
                    step * geometry.largeChannels());
            }
        }
    });
}

void largeFromSmall(const Convolving& convolving, const Batch& small, Batch& large, ThreadPool& pool, BlockDone done)
{
    const ConvolutionGeometry& geometry = convolving.geometry;
    if (spreadsToOneChannel(geometry))
        return spreadToOneChannel(convolving, small, large, pool, done);
    const Index channels = geometry.smallChannels();
    Product product;
    product.a = convolving.weights;
    product.aRow = channels;
    product.aColumn = 1;
    product.b = small.row(0);
    product.bRow = small.stride();
    product.rows = geometry.largeChannels();
    product.bias = convolving.bias;
    forEachPixel(product, geometry.large, large, pool, done, [&](PixelProduct& terms, Index group, int atY, int atX) {
        for (int ky = 0; ky < geometry.vertical.kernel; ++ky) {
            const int y = geometry.vertical.smallUnder(atY, ky, geometry.small.height);
            for (int kx = 0; kx < geometry.horizontal.kernel && y >= 0; ++kx) {
                const int x = geometry.horizontal.smallUnder(atX, kx, geometry.small.width);
                if (x >= 0) {
                    const Index first = group * channels + ConvolutionGeometry::feature(geometry.small, y, x);
                    terms.add(
                        group * geometry.groupWeights() + geometry.weight(ky, kx), first * small.stride(), channels);
                }
            }
        }
    });
}

} // namespace isthmus
