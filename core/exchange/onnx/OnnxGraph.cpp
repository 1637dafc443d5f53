// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxGraph.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/constantFolding.h"

#include <algorithm>
#include <array>

namespace isthmus {

namespace {

/// Does a node ask for the shape of its input alone?
bool asksForShape(const OnnxNode& node)
{
    return node.op == "Shape" || node.op == "Size" || node.op == "RandomNormalLike" || node.op == "RandomUniformLike";
}

/// Does a Cast make floats of some size?
bool makesFloats(const OnnxNode& cast)
{
    constexpr std::array<std::int64_t, 4> kFloating{1, 10, 11, 16}; // float, half, double, bfloat16
    const auto to = cast.attributes.find("to");
    const auto* type = to == cast.attributes.end() ? nullptr : std::get_if<std::int64_t>(&to->second);
    return type != nullptr && std::find(kFloating.begin(), kFloating.end(), *type) != kFloating.end();
}

Index floatCountOf(const std::vector<OnnxTensor>& tensors)
{
    Index count = 0;
    for (const OnnxTensor& tensor : tensors) {
        if (const auto* values = std::get_if<FloatVector>(&tensor.values))
            count += std::ssize(*values);
    }
    return count;
}

bool handsOn(const OnnxNode& node, const OnnxTensor* isTraining)
{
    if (node.inputs.empty() || node.outputs.empty())
        return false;
    if (node.op == "Dropout") {
        const auto* flag =
            isTraining == nullptr ? nullptr : std::get_if<std::vector<std::int64_t>>(&isTraining->values);
        return flag == nullptr || flag->empty() || flag->front() == 0;
    }
    return node.op == "Identity" || (node.op == "Cast" && makesFloats(node));
}

} // namespace

OnnxGraph::OnnxGraph(const OnnxModel& model, const std::vector<std::string>& targets)
    : m_model(model)
{
    constexpr std::size_t kMostOutputs = 64;
    if (model.outputs.size() > kMostOutputs)
        throw Error("expected at most " + std::to_string(kMostOutputs) + " outputs, found "
            + std::to_string(model.outputs.size()));
    for (const OnnxTensor& tensor : model.constants)
        m_constants[tensor.name] = &tensor;
    collectNodes();
    for (const OnnxValue& output : model.outputs)
        m_outputs.insert(resolved(output.name));
    keepAncestors(targets);
    connect();
}

void OnnxGraph::collectNodes()
{
    std::set<std::string> made;
    for (const OnnxNode& original : m_model.nodes) {
        for (const std::string& output : original.outputs) {
            if (!output.empty() && !made.insert(output).second)
                throw Error("expected each value once, found '" + output + "' twice");
        }
        if (original.op == "Constant")
            continue;
        OnnxNode node = original;
        for (std::string& input : node.inputs)
            input = resolved(input);
        if (handsOn(node, node.inputs.size() > 2 ? constant(node.inputs[2]) : nullptr)) {
            m_aliases[node.outputs.front()] = node.inputs.front();
        } else if (auto folded = foldedConstant(node, [this](const std::string& name) { return constant(name); })) {
            addDerived(std::move(*folded));
        } else {
            m_nodes.push_back(std::move(node));
        }
    }
    for (OnnxNode& node : m_nodes) // a file may name an alias before it makes it
        for (std::string& input : node.inputs)
            input = resolved(input);
}

/// A small file in which a thousand nodes transpose one large tensor would fill the memory.
void OnnxGraph::addDerived(OnnxTensor tensor)
{
    constexpr Index kMostUses = 4; // of each tensor, on average
    if (const auto* values = std::get_if<FloatVector>(&tensor.values))
        m_derivedFloats += std::ssize(*values);
    if (m_derivedFloats > kMostUses * floatCountOf(m_model.constants))
        throw Error("'" + tensor.name + "': expected weights of its own, found the same ones in many nodes");
    m_derived.push_back(std::move(tensor));
    m_constants[m_derived.back().name] = &m_derived.back();
}

std::string OnnxGraph::resolved(const std::string& name) const
{
    std::string value = name;
    constexpr int kLongest = 1000;
    for (int steps = 0; steps < kLongest; ++steps) {
        const auto alias = m_aliases.find(value);
        if (alias == m_aliases.end())
            return value;
        value = alias->second;
    }
    throw Error("expected a graph without loops, found one through '" + name + "'");
}

std::set<std::string> OnnxGraph::ancestors(const std::vector<std::string>& values) const
{
    std::set<std::string> found;
    std::vector<std::string> open = values;
    while (!open.empty()) {
        const std::string value = std::move(open.back());
        open.pop_back();
        const OnnxNode* node = found.insert(value).second ? producer(value) : nullptr;
        if (node != nullptr && !asksForShape(*node))
            open.insert(open.end(), node->inputs.begin(), node->inputs.end());
    }
    return found;
}

/// Leaves out the nodes that make nothing that the targets need; targets that no node makes ask for all.
void OnnxGraph::keepAncestors(const std::vector<std::string>& targets)
{
    std::vector<std::string> values;
    for (const std::string& target : targets)
        values.push_back(resolved(target));
    for (const OnnxNode& node : m_nodes)
        for (const std::string& output : node.outputs)
            m_producers[output] = &node;
    const bool isMade =
        std::any_of(values.begin(), values.end(), [&](const std::string& value) { return producer(value) != nullptr; });
    if (!isMade)
        return;
    m_targets.insert(values.begin(), values.end());
    const std::set<std::string> needed = ancestors(values);
    m_producers.clear();
    const auto isNeeded = [&](const std::string& output) { return !output.empty() && needed.count(output) > 0; };
    std::erase_if(m_nodes,
        [&](const OnnxNode& node) { return std::none_of(node.outputs.begin(), node.outputs.end(), isNeeded); });
}

void OnnxGraph::connect()
{
    m_producers.clear();
    for (const OnnxNode& node : m_nodes) {
        for (const std::string& output : node.outputs)
            m_producers[output] = &node;
        if (asksForShape(node))
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
    return floatCountOf(m_model.constants) + m_derivedFloats;
}

const OnnxValue& OnnxGraph::input() const
{
    const OnnxValue* found = nullptr;
    for (const OnnxValue& input : m_model.inputs) {
        if (constant(input.name) != nullptr)
            continue;
        if (found != nullptr)
            throw Error("expected one input, found '" + found->name + "' and '" + input.name + "'"
                + (input.name.ends_with("weight") ? "; weights must be in the file (export_params=True)" : ""));
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

} // namespace isthmus
