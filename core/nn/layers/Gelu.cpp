// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/Activation.h"

namespace isthmus {

namespace {

/// exp(-x^2 / 2) and the probability that N(0, 1) lies below x.
/// Source: Abramowitz & Stegun 1964, 7.1.26, for erf(|x| / sqrt(2)); its error is at most 1.5e-7
template <typename Lanes>
struct Normal
{
    explicit Normal(const Lanes& x)
        : bell((-0.5F * x.square()).exp())
    {
        constexpr float kSqrtHalf = 0.70710678F;
        const Lanes t = 1.0F / (1.0F + 0.3275911F * kSqrtHalf * x.abs());
        const Lanes polynomial =
            t * (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F))));
        const Lanes tail = 0.5F * polynomial * bell;
        below = (x > 0.0F).select(1.0F - tail, tail);
    }
    Lanes bell;
    Lanes below;
};

struct Gelu
{
    static constexpr bool kDerivativeFromOutput = false;
    template <typename Lanes>
    static Lanes apply(const Lanes& x)
    {
        return x * Normal<Lanes>(x).below;
    }
    template <typename Lanes>
    static Lanes derivative(const Lanes& x, const Lanes&)
    {
        constexpr float kDensityAtZero = 0.39894228F;
        const Normal<Lanes> normal(x);
        return normal.below + kDensityAtZero * x * normal.bell;
    }
};

} // namespace

LayerType geluLayer()
{
    return {
        .name = "gelu",
        .label = "GELU",
        .make = [](const LayerSpec&, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<ElementwiseActivation<Gelu>>(context.input);
        },
        .isActivation = true,
    };
}

} // namespace isthmus
