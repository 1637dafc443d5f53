// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/convolve.h"
#include "core/nn/convolution/groupedGradient.h"
#include "core/nn/convolution/oneChannel.h"
#include "core/nn/products/Product.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

using Lanes = Eigen::Array<float, kLane, 1>;
using ConstLanes = Eigen::Map<const Lanes, Eigen::Aligned64>;

/// Samples that are multiplied in one go: their part of the transposed image fits the first-level cache.
constexpr Index kSamples = 128;
/// Tiles of a gradient, so that eight cores are of use.
constexpr Index kGradientTiles = 8;
/// Floats that the partial sums of all tiles may take.
constexpr Index kPartialFloats = Index(1) << 21;

/// The small image transposed, so that its channels are contiguous: [pixel][panel of channels][sample][channel].
struct TransposedImage
{
    TransposedImage(Shape image, Index samples)
        : width(image.channels > kLane ? 2 * kLane : kLane)
        , panels((image.channels + width - 1) / width)
        , panelSize(width * roundUp(samples, kLane))
        , size(panels * panelSize * image.height * image.width)
    {
    }
    Index width; ///< channels of a panel
    Index panels;
    Index panelSize;
    Index size;
};

void transposePixels(Shape image, const Batch& values, const TransposedImage& form, float* out, ThreadPool& pool)
{
    const Index channels = image.channels;
    forEachRowTileOf(pool, Index(image.height) * image.width, 1, values.cols(), [&](const Block& pixels) {
        for (Index pixel = pixels.firstRow; pixel < pixels.firstRow + pixels.rows; ++pixel) {
            for (Index panel = 0; panel < form.panels; ++panel) {
                const Index first = panel * form.width;
                transpose(values.row(pixel * channels + first), values.stride(), std::min(form.width, channels - first),
                    values.cols(), out + (pixel * form.panels + panel) * form.panelSize, form.width);
            }
        }
    });
}

/// How a gradient is cut into tiles: into bands of pixels of the small image, each with a sum of its own, since a
/// pixel that is loaded once then serves all weights; and into channels of the large image where sums are too large to
/// have many of them.
struct Tiling
{
    explicit Tiling(const ConvolutionGeometry& geometry)
        : pixels(Index(geometry.small.height) * geometry.small.width)
        , channels(geometry.large.channels)
        , bands(std::clamp(kPartialFloats / geometry.weightCount(), Index(1), std::min(kGradientTiles, pixels)))
        , blocks(std::min(channels, (kGradientTiles + bands - 1) / bands))
        , partialSize(roundUp(geometry.weightCount(), kLane))
    {
    }
    [[nodiscard]] Index partialFloats() const { return bands > 1 ? bands * partialSize : 0; }

    Index pixels;
    Index channels;
    Index bands;
    Index blocks;
    Index partialSize;
};

/// One tile of a gradient: the channels [firstChannel, endChannel) of the large image.
class TileGradient
{
public:
    TileGradient(const ConvolutionGeometry& geometry, Index firstChannel, Index endChannel, const Batch& large,
        const TransposedImage& form, const float* transposed, float* gradient)
        : m_geometry(geometry)
        , m_firstChannel(firstChannel)
        , m_channels(endChannel - firstChannel)
        , m_large(large)
        , m_form(form)
        , m_transposed(transposed)
        , m_gradient(gradient)
        , m_mergesTaps(m_channels == geometry.large.channels && geometry.horizontal.dilation == 1)
    {
        m_product.aRow = large.stride();
        m_product.bRow = form.width;
        m_product.cRow = geometry.small.channels;
        m_product.accumulate = true;
    }

    void clear()
    {
        for (Index tap = 0; tap < m_geometry.taps(); ++tap) {
            const Index first = (tap * m_geometry.large.channels + m_firstChannel) * m_geometry.small.channels;
            std::fill_n(m_gradient + first, m_channels * m_geometry.small.channels, 0.0F);
        }
    }

    /// Adds what the pixels [first, end) of the small image contribute. Neighbours that meet the same taps share a
    /// product where their samples are few.
    void addPixels(Index first, Index end)
    {
        const Index together = std::clamp(kSamples / m_large.cols(), Index(1), kMostPixels);
        while (first < end) {
            Index next = first + 1;
            while (next < end && next - first < together && next % m_geometry.small.width != 0
                && tapsX(next).begin == tapsX(first).begin && tapsX(next).end == tapsX(first).end)
                ++next;
            addNeighbours(first, next - first);
            first = next;
        }
    }

private:
    static constexpr Index kMostPixels = 16;

    [[nodiscard]] int columnOf(Index pixel) const { return static_cast<int>(pixel % m_geometry.small.width); }
    [[nodiscard]] TapRange tapsX(Index pixel) const
    {
        return m_geometry.horizontal.tapsAt(columnOf(pixel), m_geometry.large.width);
    }

    void addNeighbours(Index pixel, Index count)
    {
        const Index largeStep = Index(m_geometry.horizontal.stride) * m_geometry.large.channels * m_large.stride();
        const Index smallStep = m_form.panels * m_form.panelSize;
        m_product.termCount = count;
        for (Index first = 0; first < m_large.cols(); first += kSamples) {
            const Index samples = std::min(kSamples, m_large.cols() - first);
            for (Index i = 0; i < count; ++i)
                m_terms[static_cast<std::size_t>(i)] = {i * largeStep, i * smallStep, samples};
            m_product.terms = m_terms.data();
            for (Index panel = 0; panel < m_form.panels; ++panel) {
                m_product.b = m_transposed + (pixel * m_form.panels + panel) * m_form.panelSize + first * m_form.width;
                m_product.columns = std::min(m_form.width, m_geometry.small.channels - panel * m_form.width);
                addTaps(pixel, first, m_gradient + panel * m_form.width);
            }
        }
    }

    void addTaps(Index pixel, Index firstSample, float* gradient)
    {
        const auto row = static_cast<int>(pixel / m_geometry.small.width);
        const TapRange rows = m_geometry.vertical.tapsAt(row, m_geometry.large.height);
        const TapRange columns = tapsX(pixel);
        const int step = m_mergesTaps ? std::max(1, columns.end - columns.begin) : 1; // neighbours in memory, too
        m_product.rows = step * m_channels;
        for (int ky = rows.begin; ky < rows.end; ++ky) {
            for (int kx = columns.begin; kx < columns.end; kx += step) {
                const Index feature = ConvolutionGeometry::feature(m_geometry.large,
                    m_geometry.vertical.largeUnder(row, ky), m_geometry.horizontal.largeUnder(columnOf(pixel), kx));
                m_product.a = m_large.row(feature + m_firstChannel) + firstSample;
                m_product.c = gradient + m_geometry.weight(ky, kx) + m_firstChannel * m_product.cRow;
                multiply(m_product);
            }
        }
    }

    const ConvolutionGeometry& m_geometry;
    Index m_firstChannel;
    Index m_channels;
    const Batch& m_large;
    const TransposedImage& m_form;
    const float* m_transposed;
    float* m_gradient;
    bool m_mergesTaps;
    Product m_product;
    std::array<ProductTerm, static_cast<std::size_t>(kMostPixels)> m_terms;
};

void addPartials(const Tiling& tiling, const float* partials, Index count, float* gradient, ThreadPool& pool)
{
    constexpr Index kFloats = 4096;
    pool.run((count + kFloats - 1) / kFloats, [&](Index tile) {
        const Index first = tile * kFloats;
        const Index size = std::min(kFloats, count - first);
        using Values = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;
        Eigen::Map<Eigen::ArrayXf> sum(gradient + first, size);
        sum = Values(partials + first, size);
        for (Index band = 1; band < tiling.bands; ++band)
            sum += Values(partials + band * tiling.partialSize + first, size);
    });
}

} // namespace

void weightGradient(const ConvolutionGeometry& geometry, const Batch& large, const Batch& small, Batch& scratch,
    float* gradient, ThreadPool& pool)
{
    if (geometry.small.channels == 1 || geometry.large.channels == 1)
        return oneChannelWeightGradient(geometry, large, small, scratch, gradient, pool);
    if (geometry.groups > 1)
        return groupedWeightGradient(geometry, large, small, scratch, gradient, pool);
    const TransposedImage form(geometry.small, small.cols());
    const Tiling tiling(geometry);
    scratch.resize(1, form.size + tiling.partialFloats());
    float* const transposed = scratch.row(0);
    float* const partials = tiling.bands > 1 ? transposed + form.size : gradient;
    transposePixels(geometry.small, small, form, transposed, pool);
    pool.run(tiling.bands * tiling.blocks, [&](Index tile) {
        const Index band = tile / tiling.blocks;
        const Index block = tile % tiling.blocks;
        TileGradient part(geometry, block * tiling.channels / tiling.blocks,
            (block + 1) * tiling.channels / tiling.blocks, large, form, transposed,
            partials + band * tiling.partialSize);
        part.clear();
        part.addPixels(band * tiling.pixels / tiling.bands, (band + 1) * tiling.pixels / tiling.bands);
    });
    if (tiling.bands > 1)
        addPartials(tiling, partials, geometry.weightCount(), gradient, pool);
}

void biasGradient(Shape image, const Batch& values, float* gradient, ThreadPool& pool)
{
    const Index samples = values.cols();
    forEachRowTileOf(pool, image.channels, 1, samples, [&](const Block& channels) {
        for (Index channel = channels.firstRow; channel < channels.firstRow + channels.rows; ++channel) {
            Lanes whole = Lanes::Zero();
            Lanes last = Lanes::Zero(); // of the samples that do not fill a vector
            for (Index row = channel; row < values.rows(); row += image.channels) {
                Index i = 0;
                for (; i + kLane <= samples; i += kLane)
                    whole += ConstLanes(values.row(row) + i);
                if (i < samples)
                    last += ConstLanes(values.row(row) + i);
            }
            for (Index lane = samples % kLane; lane < kLane; ++lane)
                last[lane] = 0.0F;
            gradient[channel] = (whole + last).sum();
        }
    });
}

} // namespace isthmus
