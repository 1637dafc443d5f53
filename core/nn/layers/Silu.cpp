// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Silu
{
    static constexpr bool kDerivativeFromOutput = false;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x / (1.0F + (-x).exp());
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes& x, const Lanes&)
    {
        const Lanes sigmoid = 1.0F / (1.0F + (-x).exp());
        return sigmoid * (1.0F + x * (1.0F - sigmoid));
    }
};

} // namespace

LayerType siluLayer()
{
    return {
        .name = "silu",
        .label = "SiLU",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Silu>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
