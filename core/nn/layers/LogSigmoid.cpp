// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

struct LogSigmoid
{
    static constexpr bool kDerivativeFromOutput = true;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x.min(0.0F) - (-x.abs()).exp().log1p();
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes&, const Lanes& y)
    {
        return -y.expm1(); // 1 - sigmoid(x)
    }
};

} // namespace

LayerType logSigmoidLayer()
{
    return {
        .name = "log-sigmoid",
        .label = "log sigmoid",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<LogSigmoid>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
