// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Relu
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x.max(0.0F);
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes&, const Lanes& y)
    {
        return (y > 0.0F).select(Lanes::Ones(), Lanes::Zero());
    }
};

} // namespace

LayerType reluLayer()
{
    return {
        .name = "relu",
        .label = "ReLU",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Relu>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
