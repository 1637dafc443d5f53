// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct Clamp
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    Lanes apply(const Lanes& x) const
    {
        return x.max(minimum).min(maximum);
    }
    template <typename Lanes>
    Lanes derivative(const Lanes&, const Lanes& y) const
    {
        return (y > minimum).select((y < maximum).select(Lanes::Ones(), Lanes::Zero()), Lanes::Zero());
    }
    float minimum;
    float maximum;
};

} // namespace

LayerType clampLayer()
{
    return {
        .name = "clamp",
        .label = "clamp",
        .fields = {{"minimum", "Minimum", 0, -1000, 1000, false, "smaller values become it"},
            {"maximum", "Maximum", 6, -1000, 1000, false, "larger values become it"}},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const auto limit = [&](const char* name) { return fieldValue(layerType("clamp"), spec, name); };
            if (limit("minimum") >= limit("maximum"))
                throw Error("clamp: minimum: expected less than the maximum of " + shortNumber(limit("maximum"))
                    + ", found " + shortNumber(limit("minimum")));
            const Clamp clamp{static_cast<float>(limit("minimum")), static_cast<float>(limit("maximum"))};
            return std::make_unique<ElementwiseActivation<Clamp>>(context.input, clamp);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
