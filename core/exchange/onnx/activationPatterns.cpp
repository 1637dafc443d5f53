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
    const std::size_t users = graph.users(value).size();
    if (users < 2)
        return std::nullopt;
    const std::optional<ActivationPattern> found = silu(graph, value);
    return found ? found : gelu(graph, value);
}

} // namespace isthmus
