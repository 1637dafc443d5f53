// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/importOperators.h"

namespace isthmus {

/// Follows a graph from a value on, operator by operator, into a chain of layers.
class GraphWalk
{
public:
    /// A value on the way.
    struct Place
    {
        std::string value;
        std::size_t layers; ///< layers before it
        bool isScaled; ///< it differs from what they make by a factor that only a later layer has
    };

    /// Both must outlive it.
    /// @param code  value that is going to be the code: what is behind it changes nothing before it; empty: unknown
    GraphWalk(const OnnxGraph& graph, LayerChain& chain, std::string code = {})
        : m_graph(graph)
        , m_chain(chain)
        , m_code(std::move(code))
        , m_mostWeights(chain.weightCount() + kMostUses * graph.floatCount())
    {
    }

    /// Goes to the end.
    /// @throws Error naming the node that cannot be read, or what it means that there are several
    void follow(std::string value);

    /// The values that were passed, without the first and the last.
    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }

private:
    [[nodiscard]] bool step();
    [[nodiscard]] const OnnxNode* onlyUser(const std::string& value) const;
    [[nodiscard]] std::size_t followedOutput(const OnnxNode& node) const;
    void append(const OnnxNode& node, std::size_t output);

    /// How often a tensor may serve on average: twice where a decoder shares its encoder's weights. A small file in
    /// which a thousand nodes share one large tensor would fill the memory.
    static constexpr Index kMostUses = 4;

    const OnnxGraph& m_graph;
    LayerChain& m_chain;
    std::string m_code;
    Index m_mostWeights; ///< largest number of weights that the chain may have
    std::string m_value;
    std::vector<Place> m_places;
};

} // namespace isthmus
