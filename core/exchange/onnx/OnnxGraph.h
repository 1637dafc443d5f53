// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace isthmus {

/// Tells which nodes make and use which values of a model. Refers to the model, which must outlive it.
class OnnxGraph
{
public:
    /// @throws Error if a value is made twice
    explicit OnnxGraph(const OnnxModel& model);

    [[nodiscard]] const OnnxModel& model() const { return m_model; }

    /// The constant of this name; null for a value that is not constant.
    [[nodiscard]] const OnnxTensor* constant(const std::string& value) const;
    /// The node that makes a value; null for an input or a constant.
    [[nodiscard]] const OnnxNode* producer(const std::string& value) const;
    /// Nodes that take a value as an input, each once; those that ask for its shape alone are left out.
    [[nodiscard]] const std::vector<const OnnxNode*>& users(const std::string& value) const;
    [[nodiscard]] bool isOutput(const std::string& value) const { return m_outputs.count(value) > 0; }
    /// Floats in all constants together.
    [[nodiscard]] Index floatCount() const;

    /// The one input that is not constant.
    /// @throws Error if there are more or none
    [[nodiscard]] const OnnxValue& input() const;

private:
    const OnnxModel& m_model;
    std::map<std::string, const OnnxTensor*> m_constants;
    std::map<std::string, const OnnxNode*> m_producers;
    std::map<std::string, std::vector<const OnnxNode*>> m_users;
    std::set<std::string> m_outputs;
};

/// "node 'encoder.1.Gemm' (Gemm)"; a node without a name is called after its output.
std::string nodeText(const OnnxNode& node);

/// An operator that is about to become a layer: its attributes and constant inputs.
class OperatorAtWork
{
public:
    OperatorAtWork(const OnnxNode& node, const OnnxGraph& graph)
        : m_node(node)
        , m_graph(graph)
    {
    }

    [[nodiscard]] const OnnxNode& node() const { return m_node; }

    /// @throws Error if the attribute is of another kind
    [[nodiscard]] std::int64_t integer(const std::string& name, std::int64_t fallback) const;
    [[nodiscard]] float number(const std::string& name, float fallback) const;
    [[nodiscard]] std::string text(const std::string& name, const std::string& fallback) const;
    [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name, std::vector<std::int64_t> fallback) const;

    /// @throws Error if the attribute is there with another value
    void require(const std::string& name, std::int64_t value) const;

    /// Is there an input of this number?
    [[nodiscard]] bool has(std::size_t input) const;
    [[nodiscard]] bool isConstant(std::size_t input) const;
    /// A constant input of floats.
    /// @throws Error if it is missing, not constant, of integers, or has a number that is not finite
    [[nodiscard]] const OnnxTensor& floats(std::size_t input) const;
    /// Extents of a constant list of integers; for a Concat of known and unknown ones kAnyExtent where they are not.
    [[nodiscard]] std::vector<std::int64_t> extents(std::size_t input) const;

private:
    template <typename Value>
    [[nodiscard]] Value attribute(const std::string& name, Value fallback) const;

    const OnnxNode& m_node;
    const OnnxGraph& m_graph;
};

} // namespace isthmus
