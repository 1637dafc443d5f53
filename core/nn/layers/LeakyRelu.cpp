// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct LeakyRelu
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    Lanes apply(const Lanes& x) const
    {
        return (x > 0.0F).select(x, slope * x);
    }
    template <typename Lanes>
    Lanes derivative(const Lanes&, const Lanes& y) const
    {
        return (y > 0.0F).select(Lanes::Ones(), Lanes::Constant(slope));
    }
    float slope;
};

} // namespace

LayerType leakyReluLayer()
{
    return {
        .name = "leaky-relu",
        .label = "leaky ReLU",
        .fields = {{"slope", "Slope", 0.01, 0, 1, false, "factor of values below 0"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto slope = static_cast<float>(fieldValue(layerType("leaky-relu"), spec, "slope"));
            return std::make_unique<ElementwiseActivation<LeakyRelu>>(context.input, LeakyRelu{slope});
        },
        .isActivation = true,
    };
}

} // namespace isthmus
