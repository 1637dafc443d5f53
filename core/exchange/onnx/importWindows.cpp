// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importWindows.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/windowAttributes.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Pixels behind an axis that let the last window hang over its edge, as ceil_mode asks for. A window that would begin
/// behind the picture is none.
std::int64_t overhang(const WindowSide& side, int extent)
{
    const std::int64_t padded = extent + side.before + side.behind;
    std::int64_t places = (padded - side.reach() + side.stride - 1) / side.stride + 1;
    if ((places - 1) * side.stride >= extent + side.before)
        --places;
    return std::max<std::int64_t>(0, (places - 1) * side.stride + side.reach() - padded);
}

WindowSides poolingSides(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape image = chain.image();
    WindowSides sides = windowSides(work, chain, {});
    if (sides.vertical.dilation != 1 || sides.horizontal.dilation != 1)
        throw Error("attribute dilations: expected a window without gaps, found dilation");
    if (work.integer("ceil_mode", 0) != 0) {
        sides.vertical.behind += overhang(sides.vertical, image.height);
        sides.horizontal.behind += overhang(sides.horizontal, image.width);
    }
    return sides;
}

bool isPadded(const WindowSides& sides)
{
    return sides.vertical.before + sides.vertical.behind + sides.horizontal.before + sides.horizontal.behind > 0;
}

/// A layer's padding is at most half of its kernel; the rest becomes a layer of its own.
void addPooling(const char* type, WindowSides sides, int with, LayerChain& chain)
{
    padBeyond(chain, sides, sides.vertical.kernel / 2, sides.horizontal.kernel / 2, with);
    const Shape image = chain.image();
    chain.addOnImage({type, windowFields(sides)}, placesOf(sides, image, image.channels));
}

/// What is added by a Pad of this mode.
int paddingOf(const std::string& mode)
{
    if (mode == "constant")
        return kPadZeros;
    if (mode == "edge")
        return kPadEdge;
    if (mode == "reflect")
        return kPadReflection;
    throw Error("attribute mode: expected constant, edge or reflect, found " + mode);
}

void requireZeros(const OperatorAtWork& work)
{
    if (work.has(2) && std::get<FloatVector>(work.floats(2).values) != FloatVector{0})
        throw Error("expected padding by zeros, found another kind");
    if (!work.has(1) && work.number("value", 0) != 0)
        throw Error("attribute value: expected padding by zeros, found another number");
}

Margins marginsOf(std::vector<std::int64_t> pads, bool isSignal)
{
    if (isSignal && pads.size() == 6) { // without rows
        pads.insert(pads.begin() + 5, 0);
        pads.insert(pads.begin() + 2, 0);
    }
    constexpr std::int64_t kMost = 512;
    const auto isNear = [](std::int64_t each) { return each >= -kMost && each <= kMost; };
    const bool fits = pads.size() == 8 && pads[0] == 0 && pads[1] == 0 && pads[4] == 0 && pads[5] == 0;
    if (!fits || !std::all_of(pads.begin(), pads.end(), isNear))
        throw Error("expected padding of height and width alone, by at most " + std::to_string(kMost)
            + " pixels, found " + integersText(pads));
    return {pads[2], pads[6], pads[3], pads[7]};
}

} // namespace

void appendMaxPoolLayer(const OperatorAtWork& work, LayerChain& chain)
{
    addPooling("max-pool", poolingSides(work, chain), kPadEdge, chain);
}

void appendAveragePoolLayer(const OperatorAtWork& work, LayerChain& chain)
{
    constexpr std::int64_t kDefault = 0; // what a missing attribute means
    (void)chain.image();
    const Margins more = paddingBefore(work, chain);
    WindowSides sides = poolingSides(work, chain);
    if (isPadded(sides) && work.integer("count_include_pad", kDefault) == 0)
        throw Error("attribute count_include_pad: expected 1, so that padding counts as zeros, found 0");
    if (isPadded(sides) && work.integer("ceil_mode", 0) != 0)
        throw Error("attribute ceil_mode: expected 0 for an average with padding, found 1");
    addMargins(sides, more);
    addPooling("avg-pool", sides, kPadZeros, chain);
}

void appendGlobalAveragePool(const OperatorAtWork&, LayerChain& chain)
{
    constexpr int kMost = 64; // the largest kernel
    const Shape image = chain.image();
    if (std::max(image.height, image.width) > kMost)
        throw Error("expected an average over at most " + std::to_string(kMost) + " x " + std::to_string(kMost)
            + " pixels, found " + image.text());
    addPooling("avg-pool", {{image.height}, {image.width}}, kPadZeros, chain);
}

void appendPad(const OperatorAtWork& work, LayerChain& chain)
{
    const int with = paddingOf(work.text("mode", "constant"));
    if (with == kPadZeros)
        requireZeros(work);
    if (work.has(3))
        throw Error("expected pads of all axes, found pads of some (input axes)");
    (void)chain.image();
    const Margins margins =
        marginsOf(work.has(1) ? work.extents(1, chain.extents()) : work.integers("pads", {}), chain.isSignal());
    if (!margins.areZero())
        chain.addPad(margins, with);
}

} // namespace isthmus
