// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxGraph.h"

namespace isthmus {

/// An operator that is about to become a layer: its attributes and constant inputs.
class OperatorAtWork
{
public:
    /// @param output  number of the output that is asked for
    OperatorAtWork(const OnnxNode& node, const OnnxGraph& graph, std::size_t output = 0)
        : m_node(node)
        , m_graph(graph)
        , m_output(output)
    {
    }

    [[nodiscard]] const OnnxNode& node() const { return m_node; }
    [[nodiscard]] std::size_t output() const { return m_output; }

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
    /// A constant input of one number, a float or an integer.
    /// @throws Error as floats() does
    [[nodiscard]] double constantNumber(std::size_t input) const;
    /// Extents of a list of integers, kAnyExtent where they are not known.
    /// @param shape  extents of the operator's first input, of which the list may have been made
    [[nodiscard]] std::vector<std::int64_t> extents(std::size_t input, std::vector<std::int64_t> shape) const;
    /// Numbers of a list of integers.
    /// @throws Error if one is not known
    [[nodiscard]] std::vector<std::int64_t> places(std::size_t input, std::vector<std::int64_t> shape) const;
    /// The number of samples that the model was written for; kAnyExtent: any.
    [[nodiscard]] std::int64_t samples() const;
    /// Did PyTorch write the model?
    [[nodiscard]] bool isOfPyTorch() const;

private:
    [[nodiscard]] std::vector<std::int64_t> numbers(std::size_t input, std::vector<std::int64_t> shape) const;
    template <typename Value>
    [[nodiscard]] Value attribute(const std::string& name, Value fallback) const;

    const OnnxNode& m_node;
    const OnnxGraph& m_graph;
    std::size_t m_output;
};

} // namespace isthmus
