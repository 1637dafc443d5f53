// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Elu
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    Lanes apply(const Lanes& x) const
    {
        return (x > 0.0F).select(x, alpha * x.expm1());
    }
    template <typename Lanes>
    Lanes derivative(const Lanes&, const Lanes& y) const
    {
        return (y > 0.0F).select(Lanes::Ones(), y + alpha);
    }
    float alpha;
};

} // namespace

LayerType eluLayer()
{
    return {
        .name = "elu",
        .label = "ELU",
        .fields = {{"alpha", "Alpha", 1, 0, 10, false, "large negative values become -alpha"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto alpha = static_cast<float>(fieldValue(layerType("elu"), spec, "alpha"));
            return std::make_unique<ElementwiseActivation<Elu>>(context.input, Elu{alpha});
        },
        .isActivation = true,
    };
}

} // namespace isthmus
