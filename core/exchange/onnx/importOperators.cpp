// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importOperators.h"

#include "core/base/Error.h"
#include "core/base/TemplateText.h"
#include "core/exchange/onnx/importActivations.h"
#include "core/exchange/onnx/importArithmetic.h"
#include "core/exchange/onnx/importConvolutions.h"
#include "core/exchange/onnx/importNorms.h"
#include "core/exchange/onnx/importParts.h"
#include "core/exchange/onnx/importResize.h"
#include "core/exchange/onnx/importShuffles.h"
#include "core/exchange/onnx/importWindows.h"
#include "core/exchange/onnx/unsupportedKinds.h"

#include <algorithm>

namespace isthmus {

namespace {

template <TemplateText Type>
void appendPlain(const OperatorAtWork&, LayerChain& chain)
{
    chain.addElementwise({Type.text, {}});
}

/// A graph leaves it out (OnnxGraph) unless it is at work.
void appendDropout(const OperatorAtWork&, LayerChain&)
{
    throw Error("is left on, as in training; export the model in evaluation mode (model.eval())");
}

/// An Identity hands its value on.
void appendNothing(const OperatorAtWork&, LayerChain&) { }

void appendDenseLayer(const OperatorAtWork& work, LayerChain& chain)
{
    DenseWeights dense = denseWeights(work, chain.list());
    chain.addDense(dense.units, std::move(dense.weight), std::move(dense.bias));
}

void appendFlatten(const OperatorAtWork& work, LayerChain& chain)
{
    work.require("axis", 1);
    chain.flatten();
}

void appendReshape(const OperatorAtWork& work, LayerChain& chain)
{
    std::vector<std::int64_t> extents = work.extents(1, chain.extents());
    if (work.integer("allowzero", 0) != 0 && std::count(extents.begin(), extents.end(), 0) > 0)
        throw Error("expected at least one sample and one number, found extents of 0 (allowzero=1)");
    if (extents.size() < 2)
        throw Error("expected samples on the first axis and numbers on the others, found "
            + std::to_string(extents.size()) + " axes");
    if (extents.front() > 1 && extents.front() != work.samples())
        throw Error("expected any number of samples, found " + grouped(extents.front())
            + "; export the model with a batch of 1, or with dynamic_axes");
    if (std::count(extents.begin() + 1, extents.end(), kAnyExtent) > 1)
        throw Error("expected extents that are constant but for the first, found others");
    extents.erase(extents.begin());
    chain.reshape(std::move(extents));
}

void appendTranspose(const OperatorAtWork& work, LayerChain& chain)
{
    chain.transpose(work.integers("perm", {}));
}

/// Axes that are an input, or before opset 13 an attribute.
std::vector<std::int64_t> axesOf(const OperatorAtWork& work, const LayerChain& chain)
{
    return work.has(1) ? work.places(1, chain.extents()) : work.integers("axes", {});
}

void appendUnsqueeze(const OperatorAtWork& work, LayerChain& chain)
{
    chain.insertAxes(axesOf(work, chain));
}

void appendSqueeze(const OperatorAtWork& work, LayerChain& chain)
{
    const std::vector<std::int64_t> axes = axesOf(work, chain);
    if (axes.empty())
        throw Error("expected the axes that go, found none");
    chain.removeAxes(axes);
}

FloatVector transposed(const FloatVector& values, std::size_t rows, std::size_t columns)
{
    FloatVector result(values.size());
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            result[column * rows + row] = values[row * columns + column];
    return result;
}

void multiply(FloatVector& values, float factor)
{
    for (float& value : values)
        value *= factor;
}

} // namespace

DenseWeights denseWeights(const OperatorAtWork& work, Index features)
{
    const OnnxTensor& tensor = work.floats(1);
    if (tensor.dims.size() != 2)
        throw Error("expected weights with two axes, found " + std::to_string(tensor.dims.size()));
    work.require("transA", 0);
    const bool unitsFirst = work.node().op == "Gemm" && work.integer("transB", 0) != 0;
    const std::int64_t units = tensor.dims[unitsFirst ? 0 : 1];
    const std::int64_t inputs = tensor.dims[unitsFirst ? 1 : 0];
    if (inputs != features)
        throw Error("expected weights for " + grouped(features) + " features, found " + grouped(inputs));
    DenseWeights dense;
    dense.units = units;
    dense.weight = std::get<FloatVector>(tensor.values);
    if (!unitsFirst)
        dense.weight = transposed(dense.weight, static_cast<std::size_t>(inputs), static_cast<std::size_t>(units));
    dense.bias.assign(static_cast<std::size_t>(units), 0);
    if (work.has(2))
        addToBias(work, 2, dense.bias);
    multiply(dense.weight, work.number("alpha", 1));
    multiply(dense.bias, work.number("beta", 1));
    return dense;
}

void addToBias(const OperatorAtWork& work, std::size_t input, FloatVector& bias)
{
    const FloatVector& values = std::get<FloatVector>(work.floats(input).values);
    if (values.size() != bias.size() && values.size() != 1)
        throw Error("expected a bias of " + grouped(std::int64_t(bias.size())) + " numbers, found "
            + grouped(std::int64_t(values.size())));
    for (std::size_t i = 0; i < bias.size(); ++i)
        bias[i] += values[values.size() == 1 ? 0 : i];
}

const std::vector<ImportOperator>& importOperators()
{
    static const std::vector<ImportOperator> operators{
        {"Add", appendAdd},
        {"AveragePool", appendAveragePoolLayer},
        {"BatchNormalization", appendBatchNormalization},
        {"Celu", appendCelu},
        {"Clip", appendClip},
        {"Conv", appendConvLayer},
        {"ConvTranspose", appendConvTransposeLayer},
        {"DepthToSpace", appendDepthToSpace},
        {"Div", appendDiv},
        {"Dropout", appendDropout},
        {"Elu", appendElu},
        {"Flatten", appendFlatten},
        {"Gather", appendGather},
        {"Gelu", appendGelu},
        {"Gemm", appendDenseLayer},
        {"GlobalAveragePool", appendGlobalAveragePool},
        {"GroupNormalization", appendGroupNormalization},
        {"HardSigmoid", appendHardSigmoid},
        {"HardSwish", appendPlain<"hard-swish">},
        {"Identity", appendNothing},
        {"InstanceNormalization", appendInstanceNormalization},
        {"LayerNormalization", appendLayerNormalization},
        {"LeakyRelu", appendLeakyRelu},
        {"Log", appendLog},
        {"MatMul", appendDenseLayer},
        {"MaxPool", appendMaxPoolLayer},
        {"Mish", appendPlain<"mish">},
        {"Mul", appendMul},
        {"PRelu", appendPRelu},
        {"Pad", appendPad},
        {"Relu", appendPlain<"relu">},
        {"Reshape", appendReshape},
        {"Resize", appendResizeLayer},
        {"Selu", appendSelu},
        {"Sigmoid", appendPlain<"sigmoid">},
        {"Slice", appendSlice},
        {"Softplus", appendPlain<"softplus">},
        {"Softsign", appendPlain<"softsign">},
        {"SpaceToDepth", appendSpaceToDepth},
        {"Split", appendSplit},
        {"Squeeze", appendSqueeze},
        {"Sub", appendSub},
        {"Tanh", appendPlain<"tanh">},
        {"Transpose", appendTranspose},
        {"Unsqueeze", appendUnsqueeze},
        {"Upsample", appendResizeLayer},
    };
    return operators;
}

const ImportOperator& importOperator(const std::string& op)
{
    std::string known;
    for (const ImportOperator& each : importOperators()) {
        if (each.op == op)
            return each;
        known += (known.empty() ? "" : ", ") + std::string(each.op);
    }
    throw Error("this operator is not supported" + operatorKind(op) + "; expected one of " + known);
}

} // namespace isthmus
