// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importActivations.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/importArithmetic.h"

#include <optional>

namespace isthmus {

namespace {

/// A limit of a Clip: an input, or before opset 11 an attribute.
std::optional<double> limitOf(const OperatorAtWork& work, std::size_t input, const char* name)
{
    if (work.has(input))
        return work.constantNumber(input);
    if (work.node().attributes.count(name) > 0)
        return static_cast<double>(work.number(name, 0));
    return std::nullopt;
}

} // namespace

void appendClip(const OperatorAtWork& work, LayerChain& chain)
{
    const std::optional<double> minimum = limitOf(work, 1, "min");
    const std::optional<double> maximum = limitOf(work, 2, "max");
    if (minimum == 0.0 && !maximum)
        return chain.addElementwise({"relu", {}});
    if (!minimum || !maximum)
        throw Error("expected both limits, or a lower one of 0, found " + std::string(minimum ? "a lower" : "an upper")
            + " one alone");
    chain.addElementwise({"clamp", {{"minimum", *minimum}, {"maximum", *maximum}}});
}

void appendElu(const OperatorAtWork& work, LayerChain& chain)
{
    chain.addElementwise({"elu", {{"alpha", static_cast<double>(work.number("alpha", 1))}}});
}

void appendGelu(const OperatorAtWork& work, LayerChain& chain)
{
    const std::string approximation = work.text("approximate", "none");
    if (approximation != "none" && approximation != "tanh")
        throw Error("attribute approximate: expected none or tanh, found " + approximation);
    chain.addElementwise({approximation == "none" ? "gelu" : "gelu-tanh", {}});
}

/// Behind a sigmoid, whose layer it takes up.
void appendLog(const OperatorAtWork&, LayerChain& chain)
{
    if (!chain.replaceLast("sigmoid", {"log-sigmoid", {}}))
        throw Error("expected a sigmoid before a logarithm, found something else");
}

void appendLeakyRelu(const OperatorAtWork& work, LayerChain& chain)
{
    chain.addElementwise({"leaky-relu", {{"slope", static_cast<double>(work.number("alpha", 0.01F))}}});
}

void appendPRelu(const OperatorAtWork& work, LayerChain& chain)
{
    const OnnxTensor& tensor = work.floats(1);
    const FloatVector& slopes = std::get<FloatVector>(tensor.values);
    if (slopes.size() == 1)
        return chain.addElementwise({"prelu", {{"shared", 1.0}}}, slopes);
    const Index channels = chain.channels();
    if (std::ssize(slopes) != channels || !isByChannel(tensor.dims, chain))
        throw Error("expected one slope, or one for each of the " + grouped(channels) + " channels, found "
            + grouped(std::ssize(slopes)) + " of another form");
    chain.addElementwise({"prelu", {{"shared", 0.0}}}, slopes);
}

} // namespace isthmus
