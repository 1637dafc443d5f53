// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Sigmoid
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return 1.0F / (1.0F + (-x).exp());
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes&, const Lanes& y)
    {
        return y * (1.0F - y);
    }
};

} // namespace

LayerType sigmoidLayer()
{
    return {
        .name = "sigmoid",
        .label = "sigmoid",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Sigmoid>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
