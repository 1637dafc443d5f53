// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LatentCodes.h"

#include <algorithm>
#include <limits>

namespace isthmus {

LatentCodes::LatentCodes(Index samples, int latentDim, int slices)
    : m_samples(samples)
    , m_latentDim(latentDim)
    , m_slices(static_cast<std::size_t>(slices))
{
}

std::optional<int> LatentCodes::nextFor(const Snapshot* snapshot) const
{
    for (int step = 1; step <= slices(); ++step) {
        const int number = (m_last + step) % slices();
        if (m_slices[static_cast<std::size_t>(number)].snapshot.get() != snapshot)
            return number;
    }
    return std::nullopt;
}

void LatentCodes::store(const CodeSlice& slice)
{
    m_slices[static_cast<std::size_t>(slice.number)] = {slice.snapshot, slice.codes, slice.summary};
    m_last = slice.number;
}

bool LatentCodes::isComplete() const
{
    return !m_slices.empty()
        && std::all_of(m_slices.begin(), m_slices.end(), [](const Slice& slice) { return slice.snapshot != nullptr; });
}

LatentSummary LatentCodes::summary() const
{
    const auto size = static_cast<std::size_t>(m_latentDim);
    LatentSummary all{std::vector<double>(size), std::vector<double>(size)};
    double count = 0;
    for (const Slice& slice : m_slices) {
        if (!slice.snapshot)
            continue;
        // The formula of Chan et al. 1983 for joining means and variances of parts.
        const auto added = static_cast<double>(slice.codes.rows());
        count += added;
        for (std::size_t i = 0; i < size; ++i) {
            const double step = slice.summary.mean[i] - all.mean[i];
            all.mean[i] += step * added / count;
            const double spread = step * step * added * (count - added) / count;
            all.variance[i] = (all.variance[i] * (count - added) + slice.summary.variance[i] * added + spread) / count;
        }
    }
    return all;
}

std::vector<float> LatentCodes::code(std::size_t point) const
{
    if (point >= static_cast<std::size_t>(m_samples))
        return {};
    const Matrix& codes = m_slices[point % m_slices.size()].codes;
    const auto row = static_cast<Index>(point / m_slices.size());
    if (row >= codes.rows())
        return {};
    const float* first = codes.data() + row * codes.cols();
    return {first, first + codes.cols()};
}

PlanePoints LatentCodes::points(int dimX, int dimY) const
{
    PlanePoints points;
    points.x.assign(static_cast<std::size_t>(m_samples), std::numeric_limits<float>::quiet_NaN());
    points.y = points.x;
    const Index stride = slices();
    // Row by row through all slices: of a million samples the points are then written one after the other.
    for (Index row = 0; row * stride < m_samples; ++row)
        for (Index number = 0; number < std::min(stride, m_samples - row * stride); ++number) {
            const Matrix& codes = m_slices[static_cast<std::size_t>(number)].codes;
            if (row >= codes.rows())
                continue; // has not come
            const auto i = static_cast<std::size_t>(number + row * stride);
            points.x[i] = codes(row, dimX);
            points.y[i] = dimX == dimY
                ? 2 * static_cast<float>(i) / static_cast<float>(std::max<Index>(m_samples - 1, 1)) - 1
                : codes(row, dimY);
        }
    return points;
}

} // namespace isthmus
