// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importArithmetic.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

/// The constant that an operator with two inputs has beside the current value.
struct Operand
{
    FloatVector values;
    bool isFirst; ///< constant - x, not x - constant
};

Operand operandOf(const OperatorAtWork& work, LayerChain& chain)
{
    const bool isFirst = work.isConstant(0);
    if (!isFirst && !work.isConstant(1))
        throw Error("expected a constant beside the value, found another value");
    const OnnxTensor& tensor = work.floats(isFirst ? 0 : 1);
    Operand operand{std::get<FloatVector>(tensor.values), isFirst};
    if (operand.values.size() != 1 && !isByChannel(tensor.dims, chain))
        throw Error("expected one constant, or one for each channel, found " + std::to_string(operand.values.size())
            + " numbers");
    return operand;
}

/// scale * x + shift, each either one number or one of a constant's.
void appendAffine(LayerChain& chain, FloatVector scale, FloatVector shift)
{
    const std::size_t count = std::max(scale.size(), shift.size());
    if (scale.size() != count)
        scale = FloatVector(count, scale.front());
    if (shift.size() != count)
        shift = FloatVector(count, shift.front());
    const auto isFinite = [](float value) { return std::isfinite(value); };
    if (!std::all_of(scale.begin(), scale.end(), isFinite) || !std::all_of(shift.begin(), shift.end(), isFinite))
        throw Error("expected factors that are finite, found one that is not");
    chain.addAffine({std::move(scale), std::move(shift), {}});
}

FloatVector negated(FloatVector values)
{
    std::transform(values.begin(), values.end(), values.begin(), [](float value) { return -value; });
    return values;
}

/// A parameter of a batch normalisation.
const FloatVector& parameterOf(const OperatorAtWork& work, std::size_t input, std::size_t count)
{
    const FloatVector& values = std::get<FloatVector>(work.floats(input).values);
    if (values.size() != count)
        throw Error("expected " + std::to_string(count) + " numbers as input " + std::to_string(input) + ", found "
            + std::to_string(values.size()));
    return values;
}

} // namespace

bool isByChannel(const std::vector<std::int64_t>& dims, const LayerChain& chain)
{
    const std::size_t behind = chain.axes() - 2;
    if (dims.size() <= behind)
        return false;
    const auto channel = dims.rbegin() + static_cast<std::ptrdiff_t>(behind);
    const auto isOne = [](std::int64_t extent) { return extent == 1; };
    return std::all_of(dims.rbegin(), channel, isOne) && std::all_of(channel + 1, dims.rend(), isOne);
}

void appendAdd(const OperatorAtWork& work, LayerChain& chain)
{
    if (!work.isConstant(0) && !work.isConstant(1))
        throw Error("expected to stand behind a MatMul as its bias, or beside a constant, found it elsewhere");
    appendAffine(chain, {1}, operandOf(work, chain).values);
}

void appendSub(const OperatorAtWork& work, LayerChain& chain)
{
    Operand operand = operandOf(work, chain);
    if (operand.isFirst)
        appendAffine(chain, {-1}, std::move(operand.values));
    else
        appendAffine(chain, {1}, negated(std::move(operand.values)));
}

void appendMul(const OperatorAtWork& work, LayerChain& chain)
{
    appendAffine(chain, operandOf(work, chain).values, {0});
}

void appendDiv(const OperatorAtWork& work, LayerChain& chain)
{
    Operand operand = operandOf(work, chain);
    if (operand.isFirst)
        throw Error("expected a value that is divided by a constant, found a constant divided by a value");
    for (float& value : operand.values)
        value = 1 / value;
    appendAffine(chain, std::move(operand.values), {0});
}

/// y = gamma * (x - mean) / sqrt(variance + epsilon) + beta, with the statistics of training.
/// Source: Ioffe & Szegedy 2015 (arXiv 1502.03167), algorithm 2
void appendBatchNormalization(const OperatorAtWork& work, LayerChain& chain)
{
    work.require("training_mode", 0);
    const auto count = static_cast<std::size_t>(chain.channels());
    const FloatVector& gamma = parameterOf(work, 1, count);
    const FloatVector& beta = parameterOf(work, 2, count);
    const FloatVector& mean = parameterOf(work, 3, count);
    const FloatVector& variance = parameterOf(work, 4, count);
    const double epsilon = static_cast<double>(work.number("epsilon", 1e-5F));
    FloatVector scale(count);
    FloatVector shift(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double factor = double(gamma[i]) / std::sqrt(double(variance[i]) + epsilon);
        scale[i] = static_cast<float>(factor);
        shift[i] = static_cast<float>(double(beta[i]) - double(mean[i]) * factor);
    }
    chain.addAffine({std::move(scale), std::move(shift), {}, {mean, variance, epsilon}});
}

/// min(max(alpha * x + beta, 0), 1)
void appendHardSigmoid(const OperatorAtWork& work, LayerChain& chain)
{
    appendAffine(chain, {work.number("alpha", 0.2F)}, {work.number("beta", 0.5F)});
    chain.addElementwise({"clamp", {{"minimum", 0.0}, {"maximum", 1.0}}});
}

/// gamma * elu(x), with another alpha than ELU's own.
void appendSelu(const OperatorAtWork& work, LayerChain& chain)
{
    chain.addElementwise({"elu", {{"alpha", static_cast<double>(work.number("alpha", 1.67326319F))}}});
    appendAffine(chain, {work.number("gamma", 1.05070102F)}, {0});
}

/// alpha * elu(x / alpha)
void appendCelu(const OperatorAtWork& work, LayerChain& chain)
{
    const float alpha = work.number("alpha", 1);
    if (alpha != 1)
        appendAffine(chain, {1 / alpha}, {0});
    chain.addElementwise({"elu", {{"alpha", 1.0}}});
    if (alpha != 1)
        appendAffine(chain, {alpha}, {0});
}

} // namespace isthmus
