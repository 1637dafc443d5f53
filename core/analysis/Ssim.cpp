// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Quality.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kWindow = 11;
constexpr double kSigma = 1.5;
constexpr double kC1 = 0.01 * 0.01; // (K1 * range)^2
constexpr double kC2 = 0.03 * 0.03;

/// Images that are worked on side by side, one in each lane.
constexpr Index kImages = 8;
using ImageSums = Eigen::Array<double, kImages, 1>;

/// Weighted means of a window, or the values of one pixel: of a, b, a*a, b*b and a*b.
struct Moments
{
    ImageSums a = ImageSums::Zero();
    ImageSums b = ImageSums::Zero();
    ImageSums aa = ImageSums::Zero();
    ImageSums bb = ImageSums::Zero();
    ImageSums ab = ImageSums::Zero();
};

Moments pixel(const float* a, const float* b)
{
    using Floats = Eigen::Map<const Eigen::Array<float, kImages, 1>>;
    Moments moments;
    moments.a = Floats(a).cast<double>();
    moments.b = Floats(b).cast<double>();
    moments.aa = moments.a * moments.a;
    moments.bb = moments.b * moments.b;
    moments.ab = moments.a * moments.b;
    return moments;
}

void addWeighted(Moments& sum, double weight, const Moments& moments)
{
    sum.a += weight * moments.a;
    sum.b += weight * moments.b;
    sum.aa += weight * moments.aa;
    sum.bb += weight * moments.bb;
    sum.ab += weight * moments.ab;
}

/// Equation 13 of the paper, from the moments of one window.
ImageSums similarity(const Moments& m)
{
    const ImageSums squares = m.a * m.a + m.b * m.b;
    const ImageSums product = m.a * m.b;
    return (2 * product + kC1) * (2 * (m.ab - product) + kC2) / ((squares + kC1) * (m.aa + m.bb - squares + kC2));
}

/// Gaussian weights of a window that is centred on the middle of `extent`, or of 11 pixels if that is less; their sum
/// is 1.
std::vector<double> gaussian(int extent)
{
    const int size = std::min(extent, kWindow);
    std::vector<double> weights;
    double sum = 0;
    for (int i = 0; i < size; ++i) {
        const double distance = i - (size - 1) / 2.0;
        weights.push_back(std::exp(-distance * distance / (2 * kSigma * kSigma)));
        sum += weights.back();
    }
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

/// Slides the window over one channel of 8 images. The window is a product of a row and a column of weights: each
/// image row is filtered once, and the last 11 filtered rows are kept in a ring.
class Slide
{
public:
    explicit Slide(Shape shape)
        : m_shape(shape)
        , m_across(gaussian(shape.width))
        , m_down(gaussian(shape.height))
        , m_columns(static_cast<std::size_t>(shape.width) - m_across.size() + 1)
        , m_pixels(static_cast<std::size_t>(shape.width))
        , m_ring(m_down.size() * m_columns)
    {
    }

    /// @return  mean similarity of the images in columns [first, first + 8)
    ImageSums mean(const Batch& a, const Batch& b, int channel, Index first)
    {
        ImageSums sum = ImageSums::Zero();
        for (std::size_t y = 0; y < static_cast<std::size_t>(m_shape.height); ++y) {
            filterRow(a, b, channel, first, y);
            if (y + 1 >= m_down.size())
                for (std::size_t x = 0; x < m_columns; ++x)
                    sum += similarity(windowEndingAt(x, y));
        }
        const std::size_t rows = static_cast<std::size_t>(m_shape.height) - m_down.size() + 1;
        return sum / static_cast<double>(rows * m_columns);
    }

private:
    void filterRow(const Batch& a, const Batch& b, int channel, Index first, std::size_t y)
    {
        for (std::size_t x = 0; x < m_pixels.size(); ++x) {
            const Index feature = static_cast<Index>(y * m_pixels.size() + x) * m_shape.channels + channel;
            m_pixels[x] = pixel(a.row(feature) + first, b.row(feature) + first);
        }
        Moments* row = &m_ring[y % m_down.size() * m_columns];
        for (std::size_t x = 0; x < m_columns; ++x) {
            row[x] = Moments();
            for (std::size_t i = 0; i < m_across.size(); ++i)
                addWeighted(row[x], m_across[i], m_pixels[x + i]);
        }
    }

    [[nodiscard]] Moments windowEndingAt(std::size_t x, std::size_t y) const
    {
        Moments sum;
        for (std::size_t i = 0; i < m_down.size(); ++i) {
            const std::size_t row = y + 1 - m_down.size() + i;
            addWeighted(sum, m_down[i], m_ring[row % m_down.size() * m_columns + x]);
        }
        return sum;
    }

    Shape m_shape;
    std::vector<double> m_across;
    std::vector<double> m_down;
    std::size_t m_columns; // positions of the window in one row
    std::vector<Moments> m_pixels;
    std::vector<Moments> m_ring;
};

/// Rows of a picture, cut into strips of the same height that are compared side by side, one in each lane.
struct Strips
{
    int first; ///< row where the first one begins
    int count;
    int step; ///< rows from one strip to the next
    int height;
};

constexpr int kStrips = 16; // fill the lanes of a batch

Batch stripsOf(Shape shape, std::span<const float> picture, const Strips& strips)
{
    const Index row = Index(shape.width) * shape.channels;
    Batch batch(strips.height * row, strips.count);
    for (Index strip = 0; strip < strips.count; ++strip) {
        const float* from = picture.data() + (strips.first + strip * strips.step) * row;
        for (Index i = 0; i < batch.rows(); ++i)
            batch.row(i)[strip] = from[i];
    }
    return batch;
}

/// Sum over the strips of their mean similarities.
double sumOfStrips(
    Shape shape, std::span<const float> a, std::span<const float> b, const Strips& strips, ThreadPool& pool)
{
    const Shape strip{shape.channels, strips.height, shape.width};
    double sum = 0;
    for (const double each : ssim(strip, stripsOf(shape, a, strips), stripsOf(shape, b, strips), pool))
        sum += each;
    return sum;
}

} // namespace

std::vector<double> ssim(Shape shape, const Batch& a, const Batch& b, ThreadPool& pool)
{
    assert(a.rows() == shape.size() && b.rows() == shape.size() && a.cols() == b.cols());
    std::vector<double> result(static_cast<std::size_t>(a.cols()));
    pool.run((a.cols() + kImages - 1) / kImages, [&](Index tile) {
        const Index first = tile * kImages;
        Slide slide(shape);
        ImageSums sum = ImageSums::Zero();
        for (int channel = 0; channel < shape.channels; ++channel)
            sum += slide.mean(a, b, channel, first);
        for (Index i = 0; i < std::min(kImages, a.cols() - first); ++i)
            result[static_cast<std::size_t>(first + i)] = sum[i] / shape.channels;
    });
    return result;
}

double ssim(Shape shape, std::span<const float> a, std::span<const float> b, ThreadPool& pool)
{
    const int overlap = std::min(shape.height, kWindow) - 1; // rows that neighbouring strips share
    const int positions = shape.height - overlap;
    const int step = (positions + kStrips - 1) / kStrips;
    const int rest = positions % step;
    double sum = step * sumOfStrips(shape, a, b, {0, positions / step, step, step + overlap}, pool);
    if (rest > 0)
        sum += rest * sumOfStrips(shape, a, b, {positions - rest, 1, rest, rest + overlap}, pool);
    return sum / positions;
}

double ssim(Shape shape, std::span<const float> a, std::span<const float> b)
{
    Batch first(shape.size(), 1);
    Batch second(shape.size(), 1);
    for (Index i = 0; i < shape.size(); ++i) {
        *first.row(i) = a[static_cast<std::size_t>(i)];
        *second.row(i) = b[static_cast<std::size_t>(i)];
    }
    ThreadPool pool(1);
    return ssim(shape, first, second, pool).front();
}

} // namespace isthmus
