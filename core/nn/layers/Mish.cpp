// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

class Mish
{
public:
    static constexpr bool kDerivativeFromOutput = false;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        const Lanes n = numerator(x);
        return x * n / (n + 2.0F);
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes& x, const Lanes&)
    {
        const Lanes n = numerator(x);
        const Lanes tanh = n / (n + 2.0F);
        return tanh + x * (1.0F + tanh) * 2.0F / (n + 2.0F) / (1.0F + (-x).exp());
    }

private:
    /// tanh(log(1 + e)) is n / (n + 2) with n = e (e + 2), and 1 in float long before e = exp(20).
    template <typename Lanes>
    static Lanes numerator(const Lanes& x)
    {
        const Lanes e = x.min(20.0F).exp();
        return e * (e + 2.0F);
    }
};

} // namespace

LayerType mishLayer()
{
    return {
        .name = "mish",
        .label = "Mish",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Mish>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
