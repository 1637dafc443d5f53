// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Softsign
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x / (1.0F + x.abs());
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes&, const Lanes& y)
    {
        return (1.0F - y.abs()).square();
    }
};

} // namespace

LayerType softsignLayer()
{
    return {
        .name = "softsign",
        .label = "softsign",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Softsign>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
