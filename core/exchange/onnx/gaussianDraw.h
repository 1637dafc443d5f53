// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraph.h"

#include <optional>
#include <string>

namespace isthmus {

/// The values between which a variational model draws its code.
struct GaussianDraw
{
    std::string mu;
    std::string logVar;
    std::string code; ///< value that the decoder goes on from: the draw, or mu itself
    bool isDeviation = false; ///< logVar is the logarithm of the deviation, whose double is log_var
    bool isClamped = false; ///< log_var is held within limits, which no model here has
};

/// The place where z = mu + deviation * noise is computed; empty if nothing is random. The deviation may be
/// exp(log_var / 2), sqrt(exp(log_var)) or exp of its logarithm.
/// @throws Error if something else is random, or the deviation is made in another way
std::optional<GaussianDraw> drawIn(const OnnxGraph& graph);

/// Mean and log variance where a model does not draw: two outputs that two heads make of the same value, the mean being
/// the one that the image is made of; empty if there are none.
/// @param image  output that the decoder ends with; empty for an encoder alone, whose mean is the first of the two
///               unless its name says that it is a variance
std::optional<GaussianDraw> undrawnHeads(const OnnxModel& model, const std::string& image);

} // namespace isthmus
