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

/// Numbers of a list that a number of its second axis stands for; 1 but for a list of two axes.
std::int64_t numbersOfPart(const LayerChain& chain)
{
    const PartList extents = chain.extents();
    return chain.isList() && extents.size() == 3 ? extents[2] : 1;
}

/// Parts along some axes, as many of each.
struct Parts
{
    PartList starts;
    PartList ends;
    PartList axes;
};

bool isOfPixels(const PartList& axes, std::size_t count, const LayerChain& chain)
{
    const auto all = std::int64_t(std::ssize(chain.extents()));
    const auto isPixelAxis = [&](std::int64_t axis) { return (axis < 0 ? axis + all : axis) > 1; };
    return (all == 4 || chain.isSignal()) && !axes.empty() && axes.size() == count
        && std::all_of(axes.begin(), axes.end(), isPixelAxis);
}

/// Keeps rows and columns: the others are taken away at the edges.
void cropPixels(const Parts& parts, LayerChain& chain)
{
    const Shape image = chain.image();
    Margins margins;
    for (std::size_t i = 0; i < parts.axes.size(); ++i) {
        const bool isRows = !chain.isSignal() && (parts.axes[i] == 2 || parts.axes[i] == -2);
        const std::int64_t size = isRows ? image.height : image.width;
        const auto place = [&](std::int64_t at) {
            return std::clamp<std::int64_t>(at < 0 ? std::max(at, -size) + size : at, 0, size);
        };
        (isRows ? margins.top : margins.left) = -place(parts.starts[i]);
        (isRows ? margins.bottom : margins.right) = place(parts.ends[i]) - size;
    }
    if (!margins.areZero())
        chain.addPad(margins, kPadZeros);
}

} // namespace

void appendSlice(const OperatorAtWork& work, LayerChain& chain)
{
    const PartList starts = partList(work, 1, "starts", chain);
    const PartList ends = partList(work, 2, "ends", chain);
    const PartList axes = partList(work, 3, "axes", chain);
    if (starts.empty() || starts.size() != ends.size())
        throw Error("expected as many starts as ends, found others");
    const PartList steps = partList(work, 4, "steps", chain);
    if (std::any_of(steps.begin(), steps.end(), [](std::int64_t step) { return step != 1; }))
        throw Error("expected a part of neighbours (steps of 1), found other steps");
    if (isOfPixels(axes, starts.size(), chain))
        return cropPixels({starts, ends, axes}, chain);
    requireSecondAxis(onlyOne(axes, 0), chain);
    const std::int64_t each = numbersOfPart(chain);
    const std::int64_t size = (chain.isList() ? chain.size() : chain.channels()) / each;
    const auto place = [&](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size); };
    const std::int64_t first = place(std::max(starts.front(), -size));
    const std::int64_t end = place(std::max(ends.front(), -size));
    if (first != 0 || end != size)
        chain.keepOutputs(first * each, end * each);
}

/// One of the parts of a list of two axes.
void appendGather(const OperatorAtWork& work, LayerChain& chain)
{
    requireSecondAxis(work.integer("axis", 0), chain);
    const std::int64_t index = onlyOne(work.places(1, chain.extents()), 0);
    const PartList extents = chain.extents();
    if (!chain.isList() || extents.size() != 3)
        throw Error("expected a part of a list of two axes, N x parts x length, found another value");
    const std::int64_t place = index < 0 ? index + extents[1] : index;
    if (place < 0 || place >= extents[1])
        throw Error("expected a part from 0 to " + grouped(extents[1] - 1) + ", found " + grouped(index));
    chain.keepOutputs(place * extents[2], (place + 1) * extents[2]);
    chain.reshape({extents[2]});
}

void appendSplit(const OperatorAtWork& work, LayerChain& chain)
{
    requireSecondAxis(work.integer("axis", 0), chain);
    const std::int64_t each = numbersOfPart(chain);
    const std::int64_t size = (chain.isList() ? chain.size() : chain.channels()) / each;
    const auto parts = std::int64_t(std::ssize(work.node().outputs));
    PartList sizes = partList(work, 1, "split", chain);
    if (sizes.empty())
        sizes.assign(static_cast<std::size_t>(parts), (size + parts - 1) / parts);
    const std::size_t output = work.output();
    const bool fits = sizes.size() == work.node().outputs.size()
        && std::all_of(sizes.begin(), sizes.end(), [&](std::int64_t part) { return part > 0 && part <= size; });
    if (!fits)
        throw Error("expected " + std::to_string(parts) + " parts of " + grouped(size) + " numbers, found others");
    const auto begin = sizes.begin() + static_cast<std::ptrdiff_t>(output);
    const std::int64_t first = std::accumulate(sizes.begin(), begin, std::int64_t(0));
    chain.keepOutputs(first * each, std::min(size, first + *begin) * each);
}

} // namespace isthmus
