// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "core/exchange/onnx/GraphWalk.h"

namespace isthmus {

/// Where the code is.
struct CodePlace
{
    std::size_t layers; ///< layers before it
    bool isScaled = false; ///< it differs from what they make by a factor (GraphWalk::Place)
};

/// The place of the code: the value that is asked for, else an output on the way whose name says so, else the narrowest
/// output on the way that has weights behind it, else behind the narrowest layer.
/// @param code    value that is asked for, or empty
/// @param places  values on the way
/// @throws Error if the value is not on the way, or fewer than two layers have weights
CodePlace codePlace(const OnnxGraph& graph, const std::string& code, const std::vector<GraphWalk::Place>& places,
    const std::vector<ChainLayer>& layers, ImportReport& report);

/// Does a name say that a value is a code: z, code, latent, embedding?
bool soundsLikeCode(const std::string& name);

} // namespace isthmus
