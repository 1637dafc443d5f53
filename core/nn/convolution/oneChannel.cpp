// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/oneChannel.h"

#include "core/nn/products/Product.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

using Lanes = Eigen::Array<float, kLane, 1>;

constexpr Index kMostTaps = 49;
/// Samples of a tile: two vectors.
constexpr Index kColumns = 2 * kLane;

/// The two images by what they have: many channels or one.
class Pair
{
public:
    Pair(const ConvolutionGeometry& geometry, bool largeIsOne)
        : m_geometry(geometry)
        , m_largeIsOne(largeIsOne)
    {
    }

    [[nodiscard]] Shape one() const { return m_largeIsOne ? m_geometry.large : m_geometry.small; }
    [[nodiscard]] Shape many() const { return m_largeIsOne ? m_geometry.small : m_geometry.large; }
    [[nodiscard]] int kernelRows() const { return m_geometry.vertical.kernel; }
    [[nodiscard]] int kernelColumns() const { return m_geometry.horizontal.kernel; }

    /// Row of the one-channel image that meets row y of the other under ky; -1 if none. Likewise along x.
    [[nodiscard]] int rowUnder(int y, int ky) const
    {
        return m_largeIsOne ? largeOver(m_geometry.vertical, y, ky, m_geometry.large.height)
                            : m_geometry.vertical.smallUnder(y, ky, m_geometry.small.height);
    }
    [[nodiscard]] int columnUnder(int x, int kx) const
    {
        return m_largeIsOne ? largeOver(m_geometry.horizontal, x, kx, m_geometry.large.width)
                            : m_geometry.horizontal.smallUnder(x, kx, m_geometry.small.width);
    }

private:
    [[nodiscard]] static int largeOver(const KernelAxis& axis, int smallAt, int k, int extent)
    {
        const int at = axis.largeUnder(smallAt, k);
        return at >= 0 && at < extent ? at : -1;
    }

    const ConvolutionGeometry& m_geometry;
    bool m_largeIsOne;
};

/// Rows [first, end) of the one-channel result, for some samples.
struct Part
{
    int first;
    int end;
    Index firstColumn;
    Index columns;
};

/// Adds what a row of pixels contributes to the rows of a part that it meets.
void spreadRow(const Pair& pair, const Product& atFirstPixel, const Batch& many, int y, const Part& part, Batch& one)
{
    std::array<int, kMostTaps> rows{}; // by ky: row of the result, -1 if it is not in the part
    bool meets = false;
    for (int ky = 0; ky < pair.kernelRows(); ++ky) {
        const int row = pair.rowUnder(y, ky);
        const bool inside = row >= part.first && row < part.end;
        rows[static_cast<std::size_t>(ky)] = inside ? row : -1;
        meets = meets || inside;
    }
    if (!meets)
        return;
    alignas(kAlignment) float contributions[kMostTaps * kColumns];
    std::fill_n(contributions, atFirstPixel.rows * kColumns, 0.0F); // lanes of the padding are added as well
    Product product = atFirstPixel;
    product.c = contributions;
    product.cRow = kColumns;
    product.columns = std::min(part.columns, many.cols() - part.firstColumn);
    for (int x = 0; x < pair.many().width; ++x) {
        product.b = many.row(ConvolutionGeometry::feature(pair.many(), y, x)) + part.firstColumn;
        multiply(product);
        for (int ky = 0; ky < pair.kernelRows(); ++ky) {
            const int row = rows[static_cast<std::size_t>(ky)];
            for (int kx = 0; kx < pair.kernelColumns() && row >= 0; ++kx) {
                const int column = pair.columnUnder(x, kx);
                if (column < 0)
                    continue;
                float* pixel = one.row(Index(row) * pair.one().width + column) + part.firstColumn;
                const float* added = contributions + (Index(ky) * pair.kernelColumns() + kx) * kColumns;
                for (Index i = 0; i < part.columns; i += kLane)
                    Eigen::Map<Lanes, Eigen::Aligned64>(pixel + i) +=
                        Eigen::Map<const Lanes, Eigen::Aligned64>(added + i);
            }
        }
    }
}

void oneFromMany(
    const Convolving& convolving, const Pair& pair, const Batch& many, Batch& one, ThreadPool& pool, BlockDone done)
{
    Product product;
    product.a = convolving.weights;
    product.aRow = pair.many().channels;
    product.bRow = many.stride();
    product.rows = convolving.geometry.taps();
    product.depth = pair.many().channels;
    const Index columnTiles = (one.cols() + kColumns - 1) / kColumns;
    const int height = pair.one().height;
    const int bands = std::min(height, static_cast<int>((kTiles / 2 + columnTiles - 1) / columnTiles));
    const float start = convolving.bias == nullptr ? 0.0F : convolving.bias[0];
    pool.run(columnTiles * bands, [&](Index tile) {
        const int band = static_cast<int>(tile % bands);
        const Index firstColumn = tile / bands * kColumns;
        const Part part{band * height / bands, (band + 1) * height / bands, firstColumn,
            std::min(kColumns, roundUp(one.cols() - firstColumn, kLane))};
        const Index firstRow = Index(part.first) * pair.one().width;
        const Index endRow = Index(part.end) * pair.one().width;
        for (Index row = firstRow; row < endRow; ++row)
            std::fill_n(one.row(row) + firstColumn, part.columns, start);
        for (int y = 0; y < pair.many().height; ++y)
            spreadRow(pair, product, many, y, part, one);
        if (done)
            done({firstRow, endRow - firstRow, firstColumn, std::min(kColumns, one.cols() - firstColumn)});
    });
}

/// Adds the inner products of one pixel of the many-channel image with the rows that it meets.
/// @param sums  taps x channels x kLane
void addPixel(const Pair& pair, const Batch& many, const Batch& one, int y, int x, float* sums)
{
    std::array<const float*, kMostTaps> rows{};
    RowProducts products;
    products.many = many.row(ConvolutionGeometry::feature(pair.many(), y, x));
    products.manyRow = many.stride();
    products.count = pair.many().channels;
    products.samples = many.cols();
    products.one = rows.data();
    const Index perTap = products.count * kLane;
    const auto addRun = [&](Index endTap) {
        products.sums = sums + (endTap - products.ones) * perTap;
        if (products.ones > 0)
            addRowProducts(products);
        products.ones = 0;
    };
    for (int ky = 0; ky < pair.kernelRows(); ++ky) {
        const int row = pair.rowUnder(y, ky);
        for (int kx = 0; kx < pair.kernelColumns(); ++kx) {
            const int column = row < 0 ? -1 : pair.columnUnder(x, kx);
            const bool full = products.ones == static_cast<Index>(rows.size());
            if (column < 0 || full)
                addRun(Index(ky) * pair.kernelColumns() + kx);
            if (column >= 0)
                rows[static_cast<std::size_t>(products.ones++)] = one.row(Index(row) * pair.one().width + column);
        }
    }
    addRun(Index(pair.kernelRows()) * pair.kernelColumns());
}

} // namespace

bool convolvesToOneChannel(const ConvolutionGeometry& geometry)
{
    return geometry.small.channels == 1 && geometry.vertical.stride == 1 && geometry.horizontal.stride == 1
        && geometry.taps() <= kMostTaps;
}

bool spreadsToOneChannel(const ConvolutionGeometry& geometry)
{
    return geometry.large.channels == 1 && geometry.taps() <= kMostTaps;
}

void convolveToOneChannel(
    const Convolving& convolving, const Batch& large, Batch& small, ThreadPool& pool, BlockDone done)
{
    oneFromMany(convolving, Pair(convolving.geometry, false), large, small, pool, done);
}

void spreadToOneChannel(
    const Convolving& convolving, const Batch& small, Batch& large, ThreadPool& pool, BlockDone done)
{
    oneFromMany(convolving, Pair(convolving.geometry, true), small, large, pool, done);
}

void oneChannelWeightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small,
    Batch& scratch, float* gradient, ThreadPool& pool)
{
    const bool largeIsOne = geometry.large.channels == 1;
    const Pair pair(geometry, largeIsOne);
    const Batch& many = largeIsOne ? small : large;
    const Batch& one = largeIsOne ? large : small;
    const Index weights = geometry.weightCount();
    const Index step = rowsPerTile(pair.many().height, 1);
    const Index tiles = (pair.many().height + step - 1) / step;
    scratch.resize(1, tiles * weights * kLane);
    pool.run(tiles, [&](Index tile) {
        float* sums = scratch.row(0) + tile * weights * kLane;
        std::fill_n(sums, weights * kLane, 0.0F);
        const int end = static_cast<int>(std::min<Index>((tile + 1) * step, pair.many().height));
        for (int y = static_cast<int>(tile * step); y < end; ++y) {
            for (int x = 0; x < pair.many().width; ++x)
                addPixel(pair, many, one, y, x, sums);
        }
    });
    for (Index weight = 0; weight < weights; ++weight) {
        Lanes sum = Lanes::Zero();
        for (Index tile = 0; tile < tiles; ++tile)
            sum += Eigen::Map<const Lanes, Eigen::Aligned64>(scratch.row(0) + (tile * weights + weight) * kLane);
        gradient[weight] = sum.sum();
    }
}

} // namespace isthmus
