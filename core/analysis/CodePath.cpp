// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/CodePath.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

namespace isthmus {

namespace {

double distance(const std::vector<float>& from, const std::vector<float>& to)
{
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i)
        sum += (double(to[i]) - double(from[i])) * (double(to[i]) - double(from[i]));
    return std::sqrt(sum);
}

std::vector<float> between(const std::vector<float>& from, const std::vector<float>& to, double share)
{
    std::vector<float> code = from;
    for (std::size_t i = 0; i < from.size(); ++i)
        code[i] += static_cast<float>(share) * (to[i] - from[i]);
    return code;
}

/// Share of the way that is done at a frame: 0 at the first, 1 at the last.
double shareAt(Index frame, int frames)
{
    return frames > 1 ? static_cast<double>(frame) / (frames - 1) : 0.0;
}

} // namespace

CodePath::CodePath(Index frames, CodeAt codeAt)
    : m_frames(frames)
    , m_codeAt(std::move(codeAt))
{
    assert(frames >= 1);
}

Matrix CodePath::codes(Index first, Index count) const
{
    assert(count >= 1 && first + count <= m_frames);
    Matrix codes(count, static_cast<Index>(m_codeAt(first).size()));
    for (Index row = 0; row < count; ++row) {
        const std::vector<float> code = m_codeAt(first + row);
        std::copy(code.begin(), code.end(), codes.row(row).data());
    }
    return codes;
}

CodePath lineThrough(std::vector<std::vector<float>> anchors, int frames)
{
    assert(!anchors.empty() && frames >= 1);
    std::vector<double> lengths{0}; // of the way up to each anchor
    for (std::size_t i = 1; i < anchors.size(); ++i)
        lengths.push_back(lengths.back() + distance(anchors[i - 1], anchors[i]));
    return {frames, [anchors = std::move(anchors), lengths = std::move(lengths), frames](Index frame) {
                const double place = shareAt(frame, frames) * lengths.back();
                const auto after = std::upper_bound(lengths.begin(), lengths.end(), place);
                const auto next = static_cast<std::size_t>(after - lengths.begin());
                if (next == anchors.size())
                    return anchors.back();
                const double share = (place - lengths[next - 1]) / (lengths[next] - lengths[next - 1]);
                return between(anchors[next - 1], anchors[next], share);
            }};
}

CodePath circleAround(const std::vector<float>& base, int dimX, int dimY, double radius, int frames)
{
    assert(frames >= 1 && dimX != dimY);
    return {frames, [base, dimX, dimY, radius, frames](Index frame) {
                const double angle = 2 * std::numbers::pi * static_cast<double>(frame) / frames;
                std::vector<float> code = base;
                code[static_cast<std::size_t>(dimX)] += static_cast<float>(radius * std::cos(angle));
                code[static_cast<std::size_t>(dimY)] += static_cast<float>(radius * std::sin(angle));
                return code;
            }};
}

CodePath traverse(const std::vector<float>& base, int dimension, double from, double to, int frames)
{
    std::vector<float> first = base;
    std::vector<float> last = base;
    first[static_cast<std::size_t>(dimension)] = static_cast<float>(from);
    last[static_cast<std::size_t>(dimension)] = static_cast<float>(to);
    return lineThrough({first, last}, frames);
}

CodePath forthAndBack(const CodePath& way)
{
    const Index inner = std::max<Index>(way.frames() - 2, 0);
    return {way.frames() + inner,
        [way](Index frame) { return way.code(frame < way.frames() ? frame : 2 * way.frames() - 2 - frame); }};
}

} // namespace isthmus
