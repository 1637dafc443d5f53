// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/activationPatterns.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

bool takes(const OnnxNode& node, const std::string& value)
{
    return std::find(node.inputs.begin(), node.inputs.end(), value) != node.inputs.end();
}

const OnnxNode* userOf(const OnnxGraph& graph, const std::string& value, const std::string& op)
{
    for (const OnnxNode* user : graph.users(value)) {
        if (user->op == op && !user->outputs.empty())
            return user;
    }
    return nullptr;
}

/// The product with 0.5 behind a value; empty if there is none.
std::string halved(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* product = onlyUser(graph, value, "Mul");
    return product != nullptr && hasConstant(graph, *product, 0.5F) ? product->outputs.front() : "";
}

std::optional<ActivationPattern> silu(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* sigmoid = userOf(graph, value, "Sigmoid");
    const OnnxNode* product = sigmoid == nullptr ? nullptr : onlyUser(graph, sigmoid->outputs.front(), "Mul");
    if (product == nullptr || !takes(*product, value))
        return std::nullopt;
    return ActivationPattern{"silu", product->outputs.front()};
}

/// 1 + erf(x / sqrt(2)) of a value; empty if there is none.
std::string onePlusErf(const OnnxGraph& graph, const std::string& value)
{
    constexpr float kSqrtTwo = 1.41421356F;
    for (const OnnxNode* scaled : graph.users(value)) {
        const bool divided = scaled->op == "Div" && hasConstant(graph, *scaled, kSqrtTwo);
        const bool multiplied = scaled->op == "Mul" && hasConstant(graph, *scaled, 1 / kSqrtTwo);
        if ((!divided && !multiplied) || scaled->outputs.empty())
            continue;
        const OnnxNode* erf = onlyUser(graph, scaled->outputs.front(), "Erf");
        const OnnxNode* sum = erf == nullptr ? nullptr : onlyUser(graph, erf->outputs.front(), "Add");
        if (sum != nullptr && hasConstant(graph, *sum, 1))
            return sum->outputs.front();
    }
    return "";
}

/// x / (1 + |x|)
std::optional<ActivationPattern> softsign(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* abs = userOf(graph, value, "Abs");
    const OnnxNode* sum = abs == nullptr ? nullptr : onlyUser(graph, abs->outputs.front(), "Add");
    const OnnxNode* quotient = sum == nullptr ? nullptr : onlyUser(graph, sum->outputs.front(), "Div");
    if (quotient == nullptr || !hasConstant(graph, *sum, 1) || quotient->inputs.front() != value)
        return std::nullopt;
    return ActivationPattern{"softsign", quotient->outputs.front()};
}

/// softplus(x), and x itself where it is so large that both are the same
std::optional<ActivationPattern> softplus(const OnnxGraph& graph, const std::string& value)
{
    constexpr float kThreshold = 20; // PyTorch's
    const OnnxNode* plus = userOf(graph, value, "Softplus");
    const OnnxNode* greater = userOf(graph, value, "Greater");
    const OnnxNode* choice = greater == nullptr ? nullptr : onlyUser(graph, greater->outputs.front(), "Where");
    if (plus == nullptr || choice == nullptr || choice->inputs.size() != 3 || choice->inputs[1] != value
        || choice->inputs[2] != plus->outputs.front() || greater->inputs.front() != value
        || !hasConstant(graph, *greater, kThreshold))
        return std::nullopt;
    return ActivationPattern{"softplus", choice->outputs.front()};
}

/// x * factor / 2 in the orders in which exporters write it; empty if that does not stand behind the factor.
std::string halfTimes(const OnnxGraph& graph, const std::string& value, const std::string& factor)
{
    const OnnxNode* product = factor.empty() ? nullptr : onlyUser(graph, factor, "Mul");
    if (product == nullptr)
        return "";
    if (takes(*product, value))
        return halved(graph, product->outputs.front());
    if (hasConstant(graph, *product, 0.5F)) {
        const OnnxNode* last = onlyUser(graph, product->outputs.front(), "Mul");
        return last != nullptr && takes(*last, value) ? last->outputs.front() : "";
    }
    for (const OnnxNode* half : graph.users(value)) {
        if (half->op == "Mul" && hasConstant(graph, *half, 0.5F) && !half->outputs.empty()
            && takes(*product, half->outputs.front()))
            return product->outputs.front();
    }
    return "";
}

std::optional<ActivationPattern> patternOf(const char* type, const std::string& result)
{
    return result.empty() ? std::nullopt : std::optional(ActivationPattern{type, result});
}

std::optional<ActivationPattern> gelu(const OnnxGraph& graph, const std::string& value)
{
    return patternOf("gelu", halfTimes(graph, value, onePlusErf(graph, value)));
}

/// The input of a product or a sum that is not this constant.
std::string otherThan(const OnnxGraph& graph, const OnnxNode* node, const char* op, float constant)
{
    if (node == nullptr || node->op != op || node->inputs.size() != 2 || !hasConstant(graph, *node, constant))
        return "";
    return node->inputs[graph.constant(node->inputs[0]) == nullptr ? 0 : 1];
}

/// Is a value the cube of another, as a power or as a product?
bool isCube(const OnnxGraph& graph, const std::string& cube, const std::string& value)
{
    const OnnxNode* node = graph.producer(cube);
    if (node == nullptr || !takes(*node, value) || node->inputs.size() != 2)
        return false;
    if (node->op == "Pow")
        return hasConstant(graph, *node, 3);
    const OnnxNode* square = graph.producer(node->inputs[node->inputs[0] == value ? 1 : 0]);
    if (node->op != "Mul" || square == nullptr || square->inputs.size() != 2 || square->inputs[0] != value)
        return false;
    return square->op == "Mul" ? square->inputs[1] == value : square->op == "Pow" && hasConstant(graph, *square, 2);
}

/// 1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)) of a value; empty if there is none.
std::string onePlusTanh(const OnnxGraph& graph, const std::string& value)
{
    constexpr float kRoot = 0.797884561F;
    constexpr float kCube = 0.044715F;
    for (const OnnxNode* sum : graph.users(value)) {
        if (sum->op != "Add" || sum->inputs.size() != 2 || sum->outputs.empty())
            continue;
        const std::string& other = sum->inputs[sum->inputs[0] == value ? 1 : 0];
        if (!isCube(graph, otherThan(graph, graph.producer(other), "Mul", kCube), value))
            continue;
        const OnnxNode* scaled = onlyUser(graph, sum->outputs.front(), "Mul");
        const bool isScaled = scaled != nullptr && hasConstant(graph, *scaled, kRoot);
        const OnnxNode* tanh = isScaled ? onlyUser(graph, scaled->outputs.front(), "Tanh") : nullptr;
        const OnnxNode* more = tanh == nullptr ? nullptr : onlyUser(graph, tanh->outputs.front(), "Add");
        if (more != nullptr && hasConstant(graph, *more, 1))
            return more->outputs.front();
    }
    return "";
}

std::optional<ActivationPattern> geluTanh(const OnnxGraph& graph, const std::string& value)
{
    return patternOf("gelu-tanh", halfTimes(graph, value, onePlusTanh(graph, value)));
}

/// x * tanh(softplus(x))
std::optional<ActivationPattern> mish(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* plus = userOf(graph, value, "Softplus");
    const OnnxNode* tanh = plus == nullptr ? nullptr : onlyUser(graph, plus->outputs.front(), "Tanh");
    const OnnxNode* product = tanh == nullptr ? nullptr : onlyUser(graph, tanh->outputs.front(), "Mul");
    return product != nullptr && takes(*product, value) ? patternOf("mish", product->outputs.front()) : std::nullopt;
}

float numberOf(const OnnxNode& node, const char* attribute, float fallback)
{
    const auto found = node.attributes.find(attribute);
    const auto* value = found == node.attributes.end() ? nullptr : std::get_if<float>(&found->second);
    return value == nullptr ? fallback : *value;
}

/// Does a Clip have these limits, as inputs or as attributes?
bool clipsTo(const OnnxGraph& graph, const OnnxNode& clip, float minimum, float maximum)
{
    const auto limit = [&](std::size_t input, const char* attribute) {
        const OnnxTensor* tensor = input < clip.inputs.size() ? graph.constant(clip.inputs[input]) : nullptr;
        const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
        return values != nullptr && values->size() == 1 ? values->front() : numberOf(clip, attribute, NAN);
    };
    return limit(1, "min") == minimum && limit(2, "max") == maximum;
}

/// A sixth of a value, as a quotient or a product; empty if there is none.
std::string sixthOf(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* quotient = onlyUser(graph, value, "Div");
    if (quotient != nullptr && quotient->inputs.front() == value && hasConstant(graph, *quotient, 6))
        return quotient->outputs.front();
    const OnnxNode* product = onlyUser(graph, value, "Mul");
    return product != nullptr && hasConstant(graph, *product, 1.0F / 6) ? product->outputs.front() : "";
}

/// min(max(x + 3, 0), 6) of a value; empty if there is none.
std::string clippedSum(const OnnxGraph& graph, const std::string& value)
{
    for (const OnnxNode* sum : graph.users(value)) {
        if (sum->op != "Add" || sum->outputs.empty() || !hasConstant(graph, *sum, 3))
            continue;
        const OnnxNode* relu = onlyUser(graph, sum->outputs.front(), "Relu"); // of PyTorch's functional.relu6
        const OnnxNode* clip = onlyUser(graph, (relu == nullptr ? sum : relu)->outputs.front(), "Clip");
        if (clip != nullptr && clipsTo(graph, *clip, 0, 6))
            return clip->outputs.front();
    }
    return "";
}

/// x * min(max(x + 3, 0), 6) / 6, also with HardSigmoid as its second factor
std::optional<ActivationPattern> hardSwish(const OnnxGraph& graph, const std::string& value)
{
    std::string factor;
    const OnnxNode* sigmoid = userOf(graph, value, "HardSigmoid");
    if (sigmoid != nullptr && std::abs(numberOf(*sigmoid, "alpha", 0.2F) - 1.0F / 6) < 1e-6F
        && numberOf(*sigmoid, "beta", 0.5F) == 0.5F)
        factor = sigmoid->outputs.front();
    const std::string clipped = factor.empty() ? clippedSum(graph, value) : "";
    if (!clipped.empty())
        factor = sixthOf(graph, clipped);
    const OnnxNode* product = onlyUser(graph, factor.empty() ? clipped : factor, "Mul");
    if (product == nullptr || !takes(*product, value))
        return std::nullopt;
    return patternOf(
        "hard-swish", factor.empty() ? sixthOf(graph, product->outputs.front()) : product->outputs.front());
}

/// -softplus(-x)
std::optional<ActivationPattern> logSigmoid(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* less = onlyUser(graph, value, "Neg");
    const OnnxNode* plus = less == nullptr ? nullptr : onlyUser(graph, less->outputs.front(), "Softplus");
    const OnnxNode* back = plus == nullptr ? nullptr : onlyUser(graph, plus->outputs.front(), "Neg");
    return back == nullptr ? std::nullopt : patternOf("log-sigmoid", back->outputs.front());
}

/// The one number by which an operator changes a value; empty without the operator.
std::optional<float> numberBehind(const OnnxGraph& graph, const std::string& value, const char* op, std::string& result)
{
    const OnnxNode* node = onlyUser(graph, value, op);
    for (const std::string& input : node == nullptr ? std::vector<std::string>() : node->inputs) {
        const OnnxTensor* tensor = graph.constant(input);
        const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
        if (values == nullptr || values->size() != 1)
            continue;
        result = node->outputs.front();
        return values->front();
    }
    return std::nullopt;
}

/// min(max(x, a), b) as hardsigmoid((x - a) / (b - a)) * (b - a) + a
std::optional<ActivationPattern> scaledClamp(const OnnxGraph& graph, const std::string& value)
{
    constexpr float kTolerance = 1e-5F;
    const OnnxNode* sigmoid = onlyUser(graph, value, "HardSigmoid");
    if (sigmoid == nullptr)
        return std::nullopt;
    std::string result = sigmoid->outputs.front();
    const float range = numberBehind(graph, result, "Mul", result).value_or(1);
    const float minimum = numberBehind(graph, result, "Add", result).value_or(0);
    const float slope = numberOf(*sigmoid, "alpha", 0.2F);
    const float shift = numberOf(*sigmoid, "beta", 0.5F);
    if (!(range > 0) || std::abs(slope * range - 1) > kTolerance
        || std::abs(shift * range + minimum) > kTolerance * std::max(range, std::abs(minimum)))
        return std::nullopt;
    const double maximum = static_cast<double>(minimum + range);
    return ActivationPattern{"clamp", result, {{"minimum", static_cast<double>(minimum)}, {"maximum", maximum}}};
}

} // namespace

const OnnxNode* onlyUser(const OnnxGraph& graph, const std::string& value, const std::string& op)
{
    const std::vector<const OnnxNode*>& users = graph.users(value);
    const bool fits = users.size() == 1 && users.front()->op == op && !users.front()->outputs.empty();
    return fits ? users.front() : nullptr;
}

bool hasConstant(const OnnxGraph& graph, const OnnxNode& node, float number)
{
    constexpr float kTolerance = 1e-4F;
    for (const std::string& input : node.inputs) {
        const OnnxTensor* tensor = graph.constant(input);
        const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
        if (values != nullptr && values->size() == 1 && std::abs(values->front() - number) < kTolerance)
            return true;
    }
    return false;
}

std::optional<ActivationPattern> activationPattern(const OnnxGraph& graph, const std::string& value)
{
    if (graph.users(value).size() < 2) {
        const std::optional<ActivationPattern> found = logSigmoid(graph, value);
        return found ? found : scaledClamp(graph, value);
    }
    for (const auto find : {silu, gelu, geluTanh, mish, hardSwish, softsign, softplus}) {
        if (const std::optional<ActivationPattern> found = find(graph, value))
            return found;
    }
    return std::nullopt;
}

} // namespace isthmus
