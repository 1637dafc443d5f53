// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct HardSwish
{
    static constexpr bool kDerivativeFromOutput = false;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x * (x + 3.0F).max(0.0F).min(6.0F) / 6.0F;
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes& x, const Lanes&)
    {
        const Lanes inside = (x > 3.0F).select(Lanes::Ones(), x / 3.0F + 0.5F);
        return (x < -3.0F).select(Lanes::Zero(), inside);
    }
};

} // namespace

LayerType hardSwishLayer()
{
    return {
        .name = "hard-swish",
        .label = "Hardswish",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<HardSwish>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
