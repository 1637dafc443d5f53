// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importParts.h"

#include "core/base/Error.h"

#include <algorithm>
#include <numeric>

namespace isthmus {

namespace {

using PartList = std::vector<std::int64_t>;

/// A list that is an input, or before opset 10 or 13 an attribute; empty where there is neither.
PartList partList(const OperatorAtWork& work, std::size_t input, const char* name, const LayerChain& chain)
{
    return work.has(input) ? work.places(input, chain.extents()) : work.integers(name, {});
}

std::int64_t onlyOne(const PartList& values, std::int64_t fallback)
{
    if (values.size() > 1)
        throw Error("expected a part along one axis, found one along " + std::to_string(values.size()));
    return values.empty() ? fallback : values.front();
}

/// Channels, and the numbers of a list, are on the second axis.
void requireSecondAxis(std::int64_t axis, const LayerChain& chain)
{
    if (axis != 1 && axis + static_cast<std::int64_t>(chain.axes()) != 1)
        throw Error("expected a part of the numbers or channels, on axis 1, found one on axis " + std::to_string(axis));
}

} // namespace

void appendSlice(const OperatorAtWork& work, LayerChain& chain)
{
    const PartList starts = partList(work, 1, "starts", chain);
    const PartList ends = partList(work, 2, "ends", chain);
    const PartList axes = partList(work, 3, "axes", chain);
    if (starts.empty() || starts.size() != ends.size())
        throw Error("expected as many starts as ends, found others");
    requireSecondAxis(onlyOne(axes, 0), chain);
    if (onlyOne(partList(work, 4, "steps", chain), 1) != 1)
        throw Error("expected a part of neighbours (steps of 1), found other steps");
    const std::int64_t size = chain.channels();
    const auto place = [&](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size); };
    const std::int64_t first = place(std::max(starts.front(), -size));
    const std::int64_t end = place(std::max(ends.front(), -size));
    if (first != 0 || end != size)
        chain.keepOutputs(first, end);
}

void appendSplit(const OperatorAtWork& work, LayerChain& chain)
{
    requireSecondAxis(work.integer("axis", 0), chain);
    const std::int64_t size = chain.channels();
    const auto parts = std::int64_t(std::ssize(work.node().outputs));
    PartList sizes = partList(work, 1, "split", chain);
    if (sizes.empty())
        sizes.assign(static_cast<std::size_t>(parts), (size + parts - 1) / parts);
    const std::size_t output = work.output();
    const bool fits = sizes.size() == work.node().outputs.size()
        && std::all_of(sizes.begin(), sizes.end(), [&](std::int64_t each) { return each > 0 && each <= size; });
    if (!fits)
        throw Error("expected " + std::to_string(parts) + " parts of " + grouped(size) + " numbers, found others");
    const auto begin = sizes.begin() + static_cast<std::ptrdiff_t>(output);
    const std::int64_t first = std::accumulate(sizes.begin(), begin, std::int64_t(0));
    chain.keepOutputs(first, std::min(size, first + *begin));
}

} // namespace isthmus
