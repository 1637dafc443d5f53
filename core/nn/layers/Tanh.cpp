// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Tanh
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x.tanh();
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes&, const Lanes& y)
    {
        return 1.0F - y * y;
    }
};

} // namespace

LayerType tanhLayer()
{
    return {
        .name = "tanh",
        .label = "tanh",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Tanh>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
