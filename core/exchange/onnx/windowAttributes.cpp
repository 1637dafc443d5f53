// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/windowAttributes.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

namespace {

using Sizes = std::vector<std::int64_t>;

constexpr std::int64_t kMostTaps = 64; // along an axis, as our layers have it
constexpr std::int64_t kMostPads = 512;

/// Axes along which a window slides.
std::size_t sidesOf(const LayerChain& chain)
{
    return chain.isSignal() ? 1 : 2;
}

/// An attribute of one number for each side.
Sizes pairOf(const OperatorAtWork& work, const LayerChain& chain, const char* name, const Sizes& fallback)
{
    const Sizes values = work.integers(name, fallback);
    const bool fits = values.size() == sidesOf(chain)
        && std::all_of(values.begin(), values.end(), [](std::int64_t each) { return each >= 1 && each <= kMostTaps; });
    if (!fits)
        throw Error("attribute " + std::string(name) + ": expected " + std::to_string(sidesOf(chain))
            + (sidesOf(chain) == 1 ? " number" : " numbers") + " from 1 to " + std::to_string(kMostTaps) + ", found "
            + integersText(values));
    return forBothSides(chain, values, 1);
}

Sizes explicitPads(const OperatorAtWork& work, const LayerChain& chain)
{
    const std::size_t count = 2 * sidesOf(chain);
    const Sizes pads = work.integers("pads", Sizes(count, 0));
    const bool fits = pads.size() == count
        && std::all_of(pads.begin(), pads.end(), [](std::int64_t each) { return each >= 0 && each <= kMostPads; });
    if (!fits)
        throw Error("attribute pads: expected " + std::to_string(count) + " numbers from 0 to "
            + std::to_string(kMostPads) + ", found " + integersText(pads));
    return forBothSides(chain, pads, 0);
}

/// Padding that keeps ceil(extent / stride) pixels.
void keepExtent(WindowSide& side, std::int64_t extent, bool oddBehind)
{
    const std::int64_t kept = (extent + side.stride - 1) / side.stride;
    dealPadding(side, std::max<std::int64_t>(0, (kept - 1) * side.stride + side.reach() - extent), oddBehind);
}

void padSides(const OperatorAtWork& work, LayerChain& chain, WindowSides& sides)
{
    const Shape image = chain.image();
    const std::string automatic = work.text("auto_pad", "NOTSET");
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
        keepExtent(sides.vertical, image.height, automatic == "SAME_UPPER");
        keepExtent(sides.horizontal, image.width, automatic == "SAME_UPPER");
    } else if (automatic == "NOTSET") {
        const Sizes pads = explicitPads(work, chain);
        sides.vertical.before = pads[0];
        sides.horizontal.before = pads[1];
        sides.vertical.behind = pads[2];
        sides.horizontal.behind = pads[3];
    } else if (automatic != "VALID") {
        throw Error("attribute auto_pad: expected NOTSET, VALID, SAME_UPPER or SAME_LOWER, found " + automatic);
    }
}

int placesAlong(const WindowSide& side, int extent, Shape image)
{
    const std::int64_t room = extent + side.before + side.behind - side.reach();
    if (room < 0)
        throw Error("expected a kernel that is not larger than the padded image of " + image.text() + ", found "
            + std::to_string(side.reach()));
    return static_cast<int>(room / side.stride + 1);
}

/// Takes the padding of a side away but for `kept` pixels on both.
void takeBeyond(WindowSide& side, std::int64_t kept, std::int64_t& before, std::int64_t& behind)
{
    before = side.before - kept;
    behind = side.behind - kept;
    side.before = kept;
    side.behind = kept;
}

} // namespace

std::vector<std::int64_t> forBothSides(const LayerChain& chain, const std::vector<std::int64_t>& values, int ofHeight)
{
    if (!chain.isSignal())
        return values;
    Sizes both;
    for (const std::int64_t value : values)
        both.insert(both.end(), {ofHeight, value});
    return both;
}

WindowSides windowSides(const OperatorAtWork& work, LayerChain& chain, const std::vector<std::int64_t>& kernel)
{
    (void)chain.image(); // which tells whether it is a signal
    const Sizes own(kernel.end() - std::min(std::ssize(kernel), std::ptrdiff_t(sidesOf(chain))), kernel.end());
    const Sizes taps = pairOf(work, chain, "kernel_shape", own);
    if (!kernel.empty() && taps != kernel)
        throw Error("attribute kernel_shape: expected the extents of the weights, " + integersText(kernel) + ", found "
            + integersText(taps));
    const Sizes ones(sidesOf(chain), 1);
    const Sizes strides = pairOf(work, chain, "strides", ones);
    const Sizes dilations = pairOf(work, chain, "dilations", ones);
    WindowSides sides{{taps[0], strides[0], dilations[0]}, {taps[1], strides[1], dilations[1]}};
    padSides(work, chain, sides);
    return sides;
}

Margins paddingBefore(const OperatorAtWork& work, LayerChain& chain)
{
    const std::string automatic = work.text("auto_pad", "NOTSET");
    const bool followsExtents = (automatic != "NOTSET" && automatic != "VALID") || work.integer("ceil_mode", 0) != 0;
    return followsExtents ? Margins{} : chain.takePadding();
}

void addMargins(WindowSides& sides, const Margins& more)
{
    sides.vertical.before += more.top;
    sides.vertical.behind += more.bottom;
    sides.horizontal.before += more.left;
    sides.horizontal.behind += more.right;
}

void dealPadding(WindowSide& side, std::int64_t whole, bool oddBehind)
{
    const std::int64_t less = whole / 2;
    side.before = oddBehind ? less : whole - less;
    side.behind = whole - side.before;
}

std::int64_t evenPadding(const WindowSide& side, std::int64_t most)
{
    return std::clamp<std::int64_t>(std::min(side.before, side.behind), 0, most);
}

void padBeyond(LayerChain& chain, WindowSides& sides, std::int64_t mostVertical, std::int64_t mostHorizontal, int with)
{
    Margins margins;
    takeBeyond(sides.vertical, evenPadding(sides.vertical, mostVertical), margins.top, margins.bottom);
    takeBeyond(sides.horizontal, evenPadding(sides.horizontal, mostHorizontal), margins.left, margins.right);
    if (!margins.areZero())
        chain.addPad(margins, with);
}

void setSides(std::map<std::string, double>& fields, const std::string& name, std::int64_t height, std::int64_t width)
{
    fields[name] = static_cast<double>(height);
    if (width != height)
        fields[name + "-width"] = static_cast<double>(width);
}

std::map<std::string, double> windowFields(const WindowSides& sides)
{
    std::map<std::string, double> fields;
    setSides(fields, "kernel", sides.vertical.kernel, sides.horizontal.kernel);
    setSides(fields, "stride", sides.vertical.stride, sides.horizontal.stride);
    setSides(fields, "padding", sides.vertical.before, sides.horizontal.before);
    return fields;
}

Shape placesOf(const WindowSides& sides, Shape image, std::int64_t channels)
{
    return {static_cast<int>(channels), placesAlong(sides.vertical, image.height, image),
        placesAlong(sides.horizontal, image.width, image)};
}

std::string integersText(const std::vector<std::int64_t>& values)
{
    std::string all;
    for (const std::int64_t value : values)
        all.append(all.empty() ? "" : " ").append(std::to_string(value));
    return all.empty() ? "none" : all;
}

} // namespace isthmus
