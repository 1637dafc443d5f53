// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/CodePath.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace isthmus {

namespace {

Eigen::RowVectorXf rowOf(const std::vector<float>& code)
{
    return Eigen::Map<const Eigen::RowVectorXf>(code.data(), static_cast<Index>(code.size()));
}

/// Share of the way that is done at a frame: 0 at the first, 1 at the last.
double shareAt(Index frame, Index frames)
{
    return frames > 1 ? static_cast<double>(frame) / static_cast<double>(frames - 1) : 0.0;
}

} // namespace

Matrix lineThrough(const std::vector<std::vector<float>>& anchors, int frames)
{
    assert(!anchors.empty() && frames >= 1);
    std::vector<double> lengths{0}; // of the way up to each anchor
    for (std::size_t i = 1; i < anchors.size(); ++i)
        lengths.push_back(lengths.back() + double((rowOf(anchors[i]) - rowOf(anchors[i - 1])).norm()));

    Matrix codes(frames, static_cast<Index>(anchors.front().size()));
    for (Index frame = 0; frame < codes.rows(); ++frame) {
        const double place = shareAt(frame, codes.rows()) * lengths.back();
        const auto after = std::upper_bound(lengths.begin(), lengths.end(), place);
        const auto next = static_cast<std::size_t>(after - lengths.begin());
        if (next == anchors.size()) {
            codes.row(frame) = rowOf(anchors.back());
            continue;
        }
        const double share = (place - lengths[next - 1]) / (lengths[next] - lengths[next - 1]);
        const Eigen::RowVectorXf from = rowOf(anchors[next - 1]);
        codes.row(frame) = from + static_cast<float>(share) * (rowOf(anchors[next]) - from);
    }
    return codes;
}

Matrix circleAround(const std::vector<float>& base, int dimX, int dimY, double radius, int frames)
{
    assert(frames >= 1 && dimX != dimY);
    Matrix codes(frames, static_cast<Index>(base.size()));
    for (Index frame = 0; frame < codes.rows(); ++frame) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(frame) / frames;
        codes.row(frame) = rowOf(base);
        codes(frame, dimX) += static_cast<float>(radius * std::cos(angle));
        codes(frame, dimY) += static_cast<float>(radius * std::sin(angle));
    }
    return codes;
}

Matrix traverse(const std::vector<float>& base, int dimension, double from, double to, int frames)
{
    std::vector<float> first = base;
    std::vector<float> last = base;
    first[static_cast<std::size_t>(dimension)] = static_cast<float>(from);
    last[static_cast<std::size_t>(dimension)] = static_cast<float>(to);
    return lineThrough({first, last}, frames);
}

Matrix forthAndBack(const Matrix& way)
{
    const Index inner = std::max<Index>(way.rows() - 2, 0);
    Matrix codes(way.rows() + inner, way.cols());
    codes.topRows(way.rows()) = way;
    for (Index i = 0; i < inner; ++i)
        codes.row(way.rows() + i) = way.row(way.rows() - 2 - i);
    return codes;
}

} // namespace isthmus
