// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "core/exchange/onnx/gaussianHeads.h"

namespace isthmus {

/// A model as it is read: layers before and behind the code, and the heads.
struct ModelParts
{
    std::vector<ChainLayer> layers;
    std::size_t encoderLayers = 0;
    std::optional<GaussianHeads> heads;
    Shape code{}; ///< code of a decoder alone; else empty
};

/// One graph, or two, and what is asked of them.
struct GraphSource
{
    const OnnxModel& model; ///< the whole, or the encoder alone
    const OnnxModel* decoder = nullptr; ///< null: the model is whole, or a decoder alone
    std::string code{}; ///< value that is to be the code; empty: it is looked for
};

/// @param shape   shape of the images
/// @param report  takes what was taken for the code and the heads
/// @throws Error for what does not fit or is not supported
ModelParts partsOf(const GraphSource& source, Shape shape, ImportReport& report);

} // namespace isthmus
