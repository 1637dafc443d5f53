// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace isthmus {

/// Tells which nodes make and use which values of a model. What only hands a value on (Identity, Dropout outside
/// training, casts between floats) is left out: its output is another name of its input. What is made of constants
/// alone is a constant. Refers to the model, which must outlive it.
class OnnxGraph
{
public:
    /// @param targets  values that are asked for: nodes that they do not need are left out; empty: all nodes stay
    /// @throws Error if a value is made twice
    explicit OnnxGraph(const OnnxModel& model, const std::vector<std::string>& targets = {});
    OnnxGraph(const OnnxGraph&) = delete;
    OnnxGraph& operator=(const OnnxGraph&) = delete;

    [[nodiscard]] const OnnxModel& model() const { return m_model; }
    [[nodiscard]] const std::vector<OnnxNode>& nodes() const { return m_nodes; }

    /// The value that a name stands for; all other functions expect such a name and return such names.
    [[nodiscard]] std::string resolved(const std::string& name) const;

    /// The constant of this name; null for a value that is not constant.
    [[nodiscard]] const OnnxTensor* constant(const std::string& value) const;
    /// The node that makes a value; null for an input or a constant.
    [[nodiscard]] const OnnxNode* producer(const std::string& value) const;
    /// Nodes that take a value as an input, each once; those that ask for its shape alone are left out.
    [[nodiscard]] const std::vector<const OnnxNode*>& users(const std::string& value) const;
    [[nodiscard]] bool isOutput(const std::string& value) const { return m_outputs.count(value) > 0; }
    /// Was this value asked for?
    [[nodiscard]] bool isTarget(const std::string& value) const { return m_targets.count(value) > 0; }
    /// All values whose numbers these are made of, the input among them, and these.
    [[nodiscard]] std::set<std::string> ancestors(const std::vector<std::string>& values) const;
    /// Floats in all constants together.
    [[nodiscard]] Index floatCount() const;

    /// The one input that is not constant.
    /// @throws Error if there are more or none
    [[nodiscard]] const OnnxValue& input() const;

private:
    void collectNodes();
    void addDerived(OnnxTensor tensor);
    void keepAncestors(const std::vector<std::string>& targets);
    void connect();

    const OnnxModel& m_model;
    std::vector<OnnxNode> m_nodes; ///< without those that are left out; their inputs are resolved
    std::map<std::string, std::string> m_aliases;
    std::map<std::string, const OnnxTensor*> m_constants;
    std::deque<OnnxTensor> m_derived; ///< what nodes make of constants
    Index m_derivedFloats = 0;
    std::map<std::string, const OnnxNode*> m_producers;
    std::map<std::string, std::vector<const OnnxNode*>> m_users;
    std::set<std::string> m_outputs;
    std::set<std::string> m_targets;
};

/// "node 'encoder.1.Gemm' (Gemm)"; a node without a name is called after its output.
std::string nodeText(const OnnxNode& node);

} // namespace isthmus
