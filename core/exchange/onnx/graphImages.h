// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/exchange/onnx/ImageForm.h"
#include "core/exchange/onnx/OnnxModel.h"

#include <optional>
#include <string>

namespace isthmus {

/// The form of the images; empty if images of this shape do not go in there, or come out.
std::optional<ImageForm> formOf(const OnnxValue& value, Shape shape);

/// @throws Error if they do not: the value, expected, found
ImageForm requiredForm(const OnnxValue& value, Shape shape);

/// The output where a graph gives images of this shape, of several the one that takes the most to make; null: there is
/// none.
const OnnxValue* imageOutput(const OnnxModel& model, Shape shape);

/// Name of that output; where there is none, of the one that takes the most to make; empty where no node makes one.
std::string imageTarget(const OnnxModel& model, Shape shape);

/// The shape of the code that a decoder takes: a list, or a feature map by channel, row and column.
/// @throws Error if the graph does not say how many numbers that are
Shape codeOf(const OnnxValue& input);

/// The images that a graph is for: those that go in where as many numbers come out, else those that come out. A list is
/// taken for a square picture, grey or of three channels, where it can be one.
/// @param isEncoder  whether its decoder is another graph
/// @throws Error if it makes less than it takes, or does not say how much
Shape imageOf(const OnnxModel& model, bool isEncoder);

/// "? x 3 x 28 x 28"
std::string dimsText(const std::vector<std::int64_t>& dims);

} // namespace isthmus
