// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxGraph.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

OnnxGraph::OnnxGraph(const OnnxModel& model)
    : m_model(model)
{
    for (const OnnxTensor& tensor : model.constants)
        m_constants[tensor.name] = &tensor;
    for (const OnnxValue& output : model.outputs)
        m_outputs.insert(output.name);
    for (const OnnxNode& node : model.nodes) {
        for (const std::string& output : node.outputs) {
            if (!output.empty() && !m_producers.emplace(output, &node).second)
                throw Error("expected each value once, found '" + output + "' twice");
        }
        if (node.op == "Shape")
            continue;
        for (const std::string& input : node.inputs) {
            std::vector<const OnnxNode*>& users = m_users[input];
            if (users.empty() || users.back() != &node)
                users.push_back(&node);
        }
    }
}

const OnnxTensor* OnnxGraph::constant(const std::string& value) const
{
    const auto found = m_constants.find(value);
    return found == m_constants.end() ? nullptr : found->second;
}

const OnnxNode* OnnxGraph::producer(const std::string& value) const
{
    const auto found = m_producers.find(value);
    return found == m_producers.end() ? nullptr : found->second;
}

const std::vector<const OnnxNode*>& OnnxGraph::users(const std::string& value) const
{
    static const std::vector<const OnnxNode*> none;
    const auto found = m_users.find(value);
    return found == m_users.end() ? none : found->second;
}

Index OnnxGraph::floatCount() const
{
    Index count = 0;
    for (const auto& [name, tensor] : m_constants) {
        if (const auto* values = std::get_if<FloatVector>(&tensor->values))
            count += std::ssize(*values);
    }
    return count;
}

const OnnxValue& OnnxGraph::input() const
{
    const OnnxValue* found = nullptr;
    for (const OnnxValue& input : m_model.inputs) {
        if (constant(input.name) != nullptr)
            continue;
        if (found != nullptr)
            throw Error("expected one input, found '" + found->name + "' and '" + input.name + "'");
        found = &input;
    }
    if (found == nullptr)
        throw Error("expected one input, found none");
    return *found;
}

std::string nodeText(const OnnxNode& node)
{
    const std::string output = node.outputs.empty() ? "" : node.outputs.front();
    return "node '" + (node.name.empty() ? output : node.name) + "' (" + node.op + ")";
}

template <typename Value>
Value OperatorAtWork::attribute(const std::string& name, Value fallback) const
{
    const auto found = m_node.attributes.find(name);
    if (found == m_node.attributes.end())
        return fallback;
    const auto* value = std::get_if<Value>(&found->second);
    if (value == nullptr)
        throw Error("attribute " + name + " is of another kind than the operator has it");
    return *value;
}

std::int64_t OperatorAtWork::integer(const std::string& name, std::int64_t fallback) const
{
    return attribute(name, fallback);
}

float OperatorAtWork::number(const std::string& name, float fallback) const
{
    const float value = attribute(name, fallback);
    if (!std::isfinite(value))
        throw Error("attribute " + name + ": expected a finite number");
    return value;
}

std::string OperatorAtWork::text(const std::string& name, const std::string& fallback) const
{
    return attribute(name, fallback);
}

std::vector<std::int64_t> OperatorAtWork::integers(const std::string& name, std::vector<std::int64_t> fallback) const
{
    return attribute(name, std::move(fallback));
}

void OperatorAtWork::require(const std::string& name, std::int64_t value) const
{
    const std::int64_t found = integer(name, value);
    if (found != value)
        throw Error("attribute " + name + ": expected " + std::to_string(value) + ", found " + std::to_string(found));
}

bool OperatorAtWork::has(std::size_t input) const
{
    return input < m_node.inputs.size() && !m_node.inputs[input].empty();
}

bool OperatorAtWork::isConstant(std::size_t input) const
{
    return has(input) && m_graph.constant(m_node.inputs[input]) != nullptr;
}

const OnnxTensor& OperatorAtWork::floats(std::size_t input) const
{
    const OnnxTensor* tensor = has(input) ? m_graph.constant(m_node.inputs[input]) : nullptr;
    const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
    if (values == nullptr || values->empty())
        throw Error("expected constant floats as input " + std::to_string(input) + ", found none");
    if (!std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); }))
        throw Error("tensor '" + tensor->name + "': expected finite numbers, found one that is not");
    return *tensor;
}

std::vector<std::int64_t> OperatorAtWork::extents(std::size_t input) const
{
    if (!has(input))
        throw Error("expected extents as input " + std::to_string(input) + ", found none");
    const auto integersOf = [&](const std::string& value) -> const std::vector<std::int64_t>* {
        const OnnxTensor* tensor = m_graph.constant(value);
        return tensor == nullptr ? nullptr : std::get_if<std::vector<std::int64_t>>(&tensor->values);
    };
    if (const auto* constant = integersOf(m_node.inputs[input]))
        return *constant;
    const OnnxNode* concat = m_graph.producer(m_node.inputs[input]);
    if (concat == nullptr || concat->op != "Concat")
        throw Error("expected extents that are constant but for the first, found others");
    std::vector<std::int64_t> all;
    for (const std::string& part : concat->inputs) {
        const auto* constant = integersOf(part);
        if (constant == nullptr)
            all.push_back(kAnyExtent);
        else
            all.insert(all.end(), constant->begin(), constant->end());
    }
    return all;
}

} // namespace isthmus
