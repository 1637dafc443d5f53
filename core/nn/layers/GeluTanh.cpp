// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

constexpr float kRoot = 0.797884561F; // sqrt(2 / pi)
constexpr float kCube = 0.044715F;

struct GeluTanh
{
    static constexpr bool kDerivativeFromOutput = false;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return 0.5F * x * (1.0F + (kRoot * x * (1.0F + kCube * x.square())).tanh());
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes& x, const Lanes&)
    {
        const Lanes tanh = (kRoot * x * (1.0F + kCube * x.square())).tanh();
        const Lanes inner = kRoot * (1.0F + 3.0F * kCube * x.square());
        return 0.5F * (1.0F + tanh) + 0.5F * x * (1.0F - tanh.square()) * inner;
    }
};

} // namespace

LayerType geluTanhLayer()
{
    return {
        .name = "gelu-tanh",
        .label = "GELU by tanh",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<GeluTanh>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
