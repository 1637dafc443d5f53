// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/layers/ViewLayer.h"

namespace isthmus {

LayerType flattenLayer()
{
    return {
        .name = "flatten",
        .label = "flatten",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            Shape flat = context.input;
            flat.flattened = true;
            return std::make_unique<ViewLayer>(context.input, flat);
        },
        .isElementwise = true,
    };
}

} // namespace isthmus
