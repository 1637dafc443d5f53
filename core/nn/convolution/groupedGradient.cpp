// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/groupedGradient.h"

#include "core/base/lanes.h"
#include "core/nn/products/Product.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

/// Floats that the sums of all tiles may take.
constexpr Index kGroupSumFloats = Index(1) << 22;

/// Adds the inner products of some rows of the large image with the rows of one pixel and group of the small one. Rows
/// whose weights lie one behind the other share a call.
class PixelSums
{
public:
    PixelSums(const Batch& small, Index firstRow, Index channels, float* sums)
        : m_sums(sums)
    {
        m_products.many = small.row(firstRow);
        m_products.manyRow = small.stride();
        m_products.count = channels;
        m_products.samples = small.cols();
        m_products.one = m_rows.data();
    }

    void add(Index weight, const float* row)
    {
        if (weight != m_next || m_products.ones == static_cast<Index>(m_rows.size()))
            flush();
        m_rows[static_cast<std::size_t>(m_products.ones++)] = row;
        m_next = weight + m_products.count;
    }

    void flush()
    {
        m_products.sums = m_sums + (m_next - m_products.ones * m_products.count) * kLane;
        if (m_products.ones > 0)
            addRowProducts(m_products);
        m_products.ones = 0;
    }

private:
    float* m_sums;
    RowProducts m_products;
    Index m_next = -1; ///< weight behind that of the last row
    std::array<const float*, 64> m_rows{};
};

/// One pixel of the small image, by row and column.
struct SmallPixel
{
    int y;
    int x;
};

void addGroup(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small, Index group,
    SmallPixel pixel, float* sums)
{
    const TapRange rows = geometry.vertical.tapsAt(pixel.y, geometry.large.height);
    const TapRange columns = geometry.horizontal.tapsAt(pixel.x, geometry.large.width);
    const Index firstRow =
        ConvolutionGeometry::feature(geometry.small, pixel.y, pixel.x) + group * geometry.smallChannels();
    PixelSums adding(small, firstRow, geometry.smallChannels(), sums);
    for (int ky = rows.begin; ky < rows.end; ++ky) {
        for (int kx = columns.begin; kx < columns.end; ++kx) {
            const Index first = ConvolutionGeometry::feature(geometry.large, geometry.vertical.largeUnder(pixel.y, ky),
                                    geometry.horizontal.largeUnder(pixel.x, kx))
                + group * geometry.largeChannels();
            const Index weight = group * geometry.groupWeights() + geometry.weight(ky, kx);
            for (Index channel = 0; channel < geometry.largeChannels(); ++channel)
                adding.add(weight + channel * geometry.smallChannels(), large.row(first + channel));
        }
    }
    adding.flush();
}

} // namespace

void groupedWeightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small, Batch& scratch,
    float* gradient, ThreadPool& pool)
{
    const Index weights = geometry.weightCount();
    const Index height = geometry.small.height;
    const Index tiles = std::clamp(kGroupSumFloats / (weights * kLane), Index(1), std::min(height, kTiles));
    scratch.resize(1, tiles * weights * kLane);
    pool.run(tiles, [&](Index tile) {
        float* const sums = scratch.row(0) + tile * weights * kLane;
        std::fill_n(sums, weights * kLane, 0.0F);
        for (Index y = tile * height / tiles; y < (tile + 1) * height / tiles; ++y)
            for (int x = 0; x < geometry.small.width; ++x)
                for (Index group = 0; group < geometry.groups; ++group)
                    addGroup(geometry, large, small, group, {static_cast<int>(y), x}, sums);
    });
    for (Index weight = 0; weight < weights; ++weight) {
        Lanes sum = Lanes::Zero();
        for (Index tile = 0; tile < tiles; ++tile)
            sum += lanes(scratch.row(0) + (tile * weights + weight) * kLane);
        gradient[weight] = sum.sum();
    }
}

} // namespace isthmus
