// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Linear.h"

#include "core/nn/layers/ViewLayer.h"

namespace isthmus {

const LayerType kLinearType{
    "linear",
    "linear",
    {},
    [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
        return std::make_unique<ViewLayer>(context.input, context.input);
    },
    true,
};

} // namespace isthmus
