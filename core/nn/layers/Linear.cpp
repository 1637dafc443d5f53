// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/layers/ViewLayer.h"

namespace isthmus {

LayerType linearLayer()
{
    return {
        .name = "linear",
        .label = "linear",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ViewLayer>(context.input, context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
