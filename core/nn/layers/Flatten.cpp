// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Flatten.h"

#include "core/nn/layers/ViewLayer.h"

namespace isthmus {

const LayerType kFlattenType{
    "flatten",
    "flatten",
    {},
    [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
        Shape flat = context.input;
        flat.flattened = true;
        return std::make_unique<ViewLayer>(context.input, flat);
    },
    false,
    true,
};

} // namespace isthmus
