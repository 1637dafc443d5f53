// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/GraphWalk.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/activationPatterns.h"

#include <algorithm>

namespace isthmus {

namespace {

bool isDense(const OnnxNode& node)
{
    return (node.op == "Gemm" || node.op == "MatMul") && !node.outputs.empty();
}

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

bool soundsLikeVariance(const std::string& name)
{
    return name.find("var") != std::string::npos || name.find("sigma") != std::string::npos;
}

void twice(DenseWeights& dense)
{
    for (FloatVector* values : {&dense.weight, &dense.bias})
        for (float& value : *values)
            value *= 2;
}

} // namespace

void GraphWalk::follow(std::string value)
{
    m_value = std::move(value);
    for (std::size_t steps = 0; step(); ++steps) {
        if (steps > m_graph.model().nodes.size())
            throw Error("expected a graph without loops, found one through '" + m_value + "'");
        if (m_layersAtOutput == 0 && m_graph.isOutput(m_value))
            m_layersAtOutput = m_chain.layers().size();
    }
}

bool GraphWalk::isAtHeads() const
{
    const std::vector<const OnnxNode*>& users = m_graph.users(m_value);
    return users.size() == 2 && isDense(*users[0]) && isDense(*users[1]);
}

const OnnxNode* GraphWalk::onlyUser(const std::string& value) const
{
    const std::vector<const OnnxNode*>& users = m_graph.users(value);
    if (users.empty())
        return nullptr;
    if (users.size() > 1)
        throw Error("expected one operator behind the other, found '" + value + "' used by " + nodeText(*users[0])
            + " and " + nodeText(*users[1]));
    return users.front();
}

bool GraphWalk::step()
{
    if (const auto pattern = activationPattern(m_graph, m_value)) {
        m_chain.addElementwise({pattern->type, {}});
        m_value = pattern->result;
        return true;
    }
    if (isAtHeads())
        return false;
    const OnnxNode* node = onlyUser(m_value);
    if (node == nullptr)
        return false;
    atNode(*node, [&] {
        const ImportOperator& known = importOperator(node->op);
        if (node->outputs.empty())
            throw Error("expected an output, found none");
        const bool isSecond = node->op == "Add" && node->inputs.size() == 2 && node->inputs[1] == m_value;
        if (node->inputs.empty() || node->inputs[isSecond ? 1 : 0] != m_value)
            throw Error("expected '" + m_value + "' as its first input, found it elsewhere");
        m_chain.nameNode(nodeText(*node));
        known.append(OperatorAtWork(*node, m_graph), m_chain);
        if (m_chain.weightCount() > m_mostWeights)
            throw Error("expected weights of its own, found the same ones in many nodes");
    });
    m_value = node->outputs.front();
    return true;
}

GraphWalk::Head GraphWalk::head(const OnnxNode& node) const
{
    return atNode(node, [&] {
        Head head{denseWeights(OperatorAtWork(node, m_graph), m_chain.list()), node.outputs.front()};
        const OnnxNode* sum = isthmus::onlyUser(m_graph, head.value, "Add");
        const bool isBias = sum != nullptr
            && (OperatorAtWork(*sum, m_graph).isConstant(0) || OperatorAtWork(*sum, m_graph).isConstant(1));
        if (node.op == "MatMul" && isBias) {
            const OperatorAtWork work(*sum, m_graph);
            addToBias(work, work.isConstant(0) ? 0 : 1, head.dense.bias);
            head.value = sum->outputs.front();
        }
        return head;
    });
}

/// Is a value halved and then taken to exp, or taken there at once?
bool GraphWalk::leadsToDeviation(const std::string& value) const
{
    const OnnxNode* half = isthmus::onlyUser(m_graph, value, "Mul");
    if (half == nullptr)
        half = isthmus::onlyUser(m_graph, value, "Div");
    const std::string& exponent = half == nullptr ? value : half->outputs.front();
    return isthmus::onlyUser(m_graph, exponent, "Exp") != nullptr;
}

/// The value z = mu + deviation * noise, or mu where nothing is drawn.
std::string GraphWalk::drawnFrom(const Head& mu, Head& logVar) const
{
    if (m_graph.users(logVar.value).empty())
        return mu.value;
    const OnnxNode* half = m_graph.users(logVar.value).front();
    std::string exponent = logVar.value;
    if (half->op == "Exp") {
        twice(logVar.dense);
    } else {
        if (!(half->op == "Mul" && hasConstant(m_graph, *half, 0.5F))
            && !(half->op == "Div" && hasConstant(m_graph, *half, 2)))
            throw Error(nodeText(*half) + ": expected half of log_var, found another factor");
        if (half->outputs.empty())
            throw Error(nodeText(*half) + ": expected an output, found none");
        exponent = half->outputs.front();
    }
    const OnnxNode* exp = isthmus::onlyUser(m_graph, exponent, "Exp");
    if (exp != nullptr) {
        for (const OnnxNode* user : m_graph.users(exp->outputs.front())) {
            const OnnxNode* sum = user->op != "Mul" || user->outputs.empty()
                ? nullptr
                : isthmus::onlyUser(m_graph, user->outputs.front(), "Add");
            const auto isMu = [&](const std::string& input) { return input == mu.value; };
            if (sum != nullptr && std::any_of(sum->inputs.begin(), sum->inputs.end(), isMu))
                return sum->outputs.front();
        }
    }
    throw Error(
        nodeText(*half) + ": expected z = mu + exp(log_var / 2) * noise behind the two heads, found another form");
}

GaussianHeads GraphWalk::heads() const
{
    const std::vector<const OnnxNode*>& users = m_graph.users(m_value);
    Head mu = head(*users[0]);
    Head logVar = head(*users[1]);
    if (mu.dense.units != logVar.dense.units)
        throw Error(nodeText(*users[1]) + ": expected two heads of the same length, found " + grouped(mu.dense.units)
            + " and " + grouped(logVar.dense.units));
    const bool firstIsUsed = !m_graph.users(mu.value).empty();
    const bool secondIsUsed = !m_graph.users(logVar.value).empty();
    const bool bySecond = secondIsUsed && !firstIsUsed;
    const bool byDraw = firstIsUsed && secondIsUsed && leadsToDeviation(mu.value) && !leadsToDeviation(logVar.value);
    const bool byName =
        !firstIsUsed && !secondIsUsed && soundsLikeVariance(mu.value) && !soundsLikeVariance(logVar.value);
    if (bySecond || byDraw || byName)
        std::swap(mu, logVar);
    const std::string code = drawnFrom(mu, logVar);
    return {std::move(mu.dense), std::move(logVar.dense), code};
}

} // namespace isthmus
