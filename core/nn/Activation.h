// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lanes.h"
#include "core/nn/Layer.h"

namespace isthmus {

/// A function of each value alone. A network lets the layer before it apply it to each block that is just computed, and
/// the layer behind it multiply by its derivative in the same way, so that it costs no pass over memory of its own.
class Activation : public Layer
{
public:
    explicit Activation(Shape shape)
        : Layer(shape, shape)
    {
    }

    /// True if the derivative follows from the output alone; then the output may overwrite the input.
    [[nodiscard]] virtual bool derivativeFromOutput() const = 0;

    /// y = f(x) over `count` floats; both 64-byte aligned, count a multiple of kLane. y may be x.
    virtual void apply(const float* x, float* y, Index count) const = 0;

    /// gradIn = gradOut * f'(x). gradIn may be gradOut. `x` may be `y` if derivativeFromOutput().
    virtual void applyDerivative(
        const float* x, const float* y, const float* gradOut, float* gradIn, Index count) const = 0;

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const final { return fieldInPlace(); }

    void forwardBlock(const Batch& in, Batch& out, const Block& block) const;
    void backwardBlock(
        const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn, const Block& block) const;

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const final;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const final;
};

/// An activation whose function object has `apply(x)` and `derivative(x, y)` on 16 values at once (Eigen arrays).
/// Function::kDerivativeFromOutput says whether `derivative` reads y alone.
template <typename Function>
class ElementwiseActivation final : public Activation
{
public:
    explicit ElementwiseActivation(Shape shape, Function function = {})
        : Activation(shape)
        , m_function(function)
    {
    }

    [[nodiscard]] bool derivativeFromOutput() const override { return Function::kDerivativeFromOutput; }

    void apply(const float* x, float* y, Index count) const override
    {
        for (Index i = 0; i < count; i += kLane)
            lanes(y + i) = m_function.apply(Lanes(lanes(x + i)));
    }

    void applyDerivative(
        const float* x, const float* y, const float* gradOut, float* gradIn, Index count) const override
    {
        for (Index i = 0; i < count; i += kLane)
            lanes(gradIn + i) = lanes(gradOut + i) * m_function.derivative(Lanes(lanes(x + i)), Lanes(lanes(y + i)));
    }

private:
    Function m_function;
};

} // namespace isthmus
