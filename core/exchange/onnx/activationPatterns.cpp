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

std::optional<ActivationPattern> gelu(const OnnxGraph& graph, const std::string& value)
{
    const std::string factor = onePlusErf(graph, value);
    const OnnxNode* product = factor.empty() ? nullptr : onlyUser(graph, factor, "Mul");
    if (product == nullptr)
        return std::nullopt;
    if (takes(*product, value)) {
        const std::string result = halved(graph, product->outputs.front());
        return result.empty() ? std::nullopt : std::optional(ActivationPattern{"gelu", result});
    }
    if (hasConstant(graph, *product, 0.5F)) {
        const OnnxNode* last = onlyUser(graph, product->outputs.front(), "Mul");
        const bool fits = last != nullptr && takes(*last, value);
        return fits ? std::optional(ActivationPattern{"gelu", last->outputs.front()}) : std::nullopt;
    }
    for (const OnnxNode* half : graph.users(value)) {
        if (half->op == "Mul" && hasConstant(graph, *half, 0.5F) && !half->outputs.empty()
            && takes(*product, half->outputs.front()))
            return ActivationPattern{"gelu", product->outputs.front()};
    }
    return std::nullopt;
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
    if (graph.users(value).size() < 2)
        return std::nullopt;
    for (const auto find : {silu, gelu, softsign, softplus}) {
        if (const std::optional<ActivationPattern> found = find(graph, value))
            return found;
    }
    return std::nullopt;
}

} // namespace isthmus
