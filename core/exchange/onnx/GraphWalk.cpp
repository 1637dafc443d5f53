// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/GraphWalk.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/activationPatterns.h"
#include "core/exchange/onnx/importNorms.h"
#include "core/exchange/onnx/importShuffles.h"
#include "core/exchange/onnx/unsupportedKinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace isthmus {

namespace {

/// Calls work; what it throws names the node.
template <typename Work>
auto atNode(const OnnxNode& node, const Work& work)
{
    try {
        return work();
    } catch (const Error& error) {
        throw Error(nodeText(node) + ": " + error.what());
    }
}

/// May a constant stand before the value?
bool takesBothOrders(const OnnxNode& node)
{
    constexpr std::array kOps{"Add", "Div", "Mul", "Sub"};
    return node.inputs.size() == 2 && std::find(kOps.begin(), kOps.end(), node.op) != kOps.end();
}

/// A recurrent layer is named before its preparations are.
void refuseRecurrence(const OnnxGraph& graph)
{
    constexpr std::array kOps{"GRU", "LSTM", "RNN"};
    for (const OnnxNode& node : graph.nodes())
        if (std::find(kOps.begin(), kOps.end(), node.op) != kOps.end())
            atNode(node, [&] { return importOperator(node.op).op; });
}

void requireInput(const OnnxNode& node, const std::string& value)
{
    const bool isSecond = takesBothOrders(node) && node.inputs[1] == value;
    if (node.inputs.empty() || node.inputs[isSecond ? 1 : 0] != value)
        throw Error("expected '" + value + "' as its first input, found it elsewhere");
}

} // namespace

void GraphWalk::follow(std::string value)
{
    refuseRecurrence(m_graph);
    m_value = std::move(value);
    for (std::size_t steps = 0; step(); ++steps) {
        if (steps > m_graph.nodes().size())
            throw Error("expected a graph without loops, found one through '" + m_value + "'");
        m_places.push_back({m_value, m_chain.layers().size(), m_chain.hasAffine()});
        if (m_value == m_code || (m_code.empty() && m_graph.isOutput(m_value)))
            m_chain.seal();
    }
    if (!m_places.empty())
        m_places.pop_back();
}

const OnnxNode* GraphWalk::onlyUser(const std::string& value) const
{
    const std::vector<const OnnxNode*>& users = m_graph.users(value);
    if (users.empty())
        return nullptr;
    if (users.size() > 1)
        throw Error("expected one operator behind the other, found " + forkKind(m_graph, value)
            + ", which is not supported: '" + value + "' used by " + nodeText(*users[0]) + " and "
            + nodeText(*users[1]));
    return users.front();
}

std::size_t GraphWalk::followedOutput(const OnnxNode& node) const
{
    std::size_t found = 0;
    int count = 0;
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        if (m_graph.users(node.outputs[i]).empty() && !m_graph.isTarget(node.outputs[i]))
            continue;
        found = i;
        ++count;
    }
    if (count > 1)
        throw Error("expected one of its outputs in use, found several");
    return found;
}

void GraphWalk::append(const OnnxNode& node, std::size_t output)
{
    const ImportOperator& known = importOperator(node.op);
    requireInput(node, m_value);
    m_chain.nameNode(nodeText(node));
    known.append(OperatorAtWork(node, m_graph, output), m_chain);
    if (m_chain.weightCount() > m_mostWeights)
        throw Error("expected weights of its own, found the same ones in many nodes");
}

bool GraphWalk::step()
{
    if (const auto pattern = activationPattern(m_graph, m_value)) {
        m_chain.nameNode("the " + pattern->type + " behind '" + m_value + "'");
        m_chain.addElementwise({pattern->type, pattern->fields});
        m_value = pattern->result;
        return true;
    }
    for (const auto append : {appendNormPattern, appendShufflePattern}) {
        if (auto result = append(m_graph, m_value, m_chain)) {
            m_value = std::move(*result);
            return true;
        }
    }
    const OnnxNode* node = onlyUser(m_value);
    if (node == nullptr)
        return false;
    m_value = atNode(*node, [&] {
        if (node->outputs.empty())
            throw Error("expected an output, found none");
        const std::size_t output = followedOutput(*node);
        append(*node, output);
        return node->outputs[output];
    });
    return true;
}

} // namespace isthmus
