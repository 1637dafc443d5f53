// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace isthmus {

/// One side of a window that slides over a picture, as ONNX has it.
struct WindowSide
{
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t before = 0; ///< pixels of padding
    std::int64_t behind = 0;

    /// Pixels from the first one of a window to its last one, both counted.
    [[nodiscard]] std::int64_t reach() const { return (kernel - 1) * dilation + 1; }
};

struct WindowSides
{
    WindowSide vertical;
    WindowSide horizontal;
};

/// Numbers for the height and the width, of which an operator on signals has those for the width alone.
std::vector<std::int64_t> forBothSides(const LayerChain& chain, const std::vector<std::int64_t>& values, int ofHeight);

/// Kernel, strides and dilations of an operator on the current value, an image or a signal, and the padding that it is
/// given or that follows from auto_pad.
/// @param kernel  height and width of the weights; empty: from the attribute
/// @throws Error for what no window has
WindowSides windowSides(const OperatorAtWork& work, LayerChain& chain, const std::vector<std::int64_t>& kernel);

/// Padding by zeros that stands before an operator, for its layer to have; none where its own follows from the extents.
Margins paddingBefore(const OperatorAtWork& work, LayerChain& chain);
void addMargins(WindowSides& sides, const Margins& more);

/// What ONNX' SAME_UPPER and SAME_LOWER make of the padding of a side: half of it before and half behind, and the odd
/// pixel behind, or before.
void dealPadding(WindowSide& side, std::int64_t whole, bool oddBehind);

/// The largest padding that a layer has on both sides of an axis, of at most `most` pixels.
std::int64_t evenPadding(const WindowSide& side, std::int64_t most);

/// Leaves to a layer of its own, behind what the chain has so far, what a layer cannot have: the padding of a side
/// beyond the one that its fields are given, which is what stays.
/// @param with  what is added: a value of the field `with` of a layer "pad"
void padBeyond(LayerChain& chain, WindowSides& sides, std::int64_t mostVertical, std::int64_t mostHorizontal, int with);

/// Kernel, stride and padding as fields of a layer, along the width where that differs.
std::map<std::string, double> windowFields(const WindowSides& sides);

/// Gives a field, and the one along the width where that differs.
void setSides(std::map<std::string, double>& fields, const std::string& name, std::int64_t height, std::int64_t width);

/// The picture that a window makes, of so many channels.
/// @throws Error if the window is larger than the padded picture
Shape placesOf(const WindowSides& sides, Shape image, std::int64_t channels);

/// "1 2 1 2"
std::string integersText(const std::vector<std::int64_t>& values);

} // namespace isthmus
