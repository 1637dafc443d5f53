// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/importOperators.h"

namespace isthmus {

/// The two heads of a variational model and what follows them.
struct GaussianHeads
{
    DenseWeights mu;
    DenseWeights logVar;
    std::string code; ///< value that the decoder goes on from: a draw, or mu itself
};

/// Follows a graph from a value on, operator by operator, into a chain of layers.
class GraphWalk
{
public:
    /// Both must outlive it.
    GraphWalk(const OnnxGraph& graph, LayerChain& chain)
        : m_graph(graph)
        , m_chain(chain)
        , m_mostWeights(chain.weightCount() + kMostUses * graph.floatCount())
    {
    }

    /// Goes to the end, or to where two dense operators take the same value.
    /// @throws Error naming the node that cannot be read
    void follow(std::string value);

    /// Does it stand before two dense operators?
    [[nodiscard]] bool isAtHeads() const;
    /// Reads them: mu and log_var, or mu and the logarithm of the deviation, whose double is log_var. Which is which
    /// follows from how z is drawn from them, else from the names or the order of the outputs.
    [[nodiscard]] GaussianHeads heads() const;

    /// The number of layers that there were at the first output of the graph that was passed; 0 if none was.
    [[nodiscard]] std::size_t layersAtOutput() const { return m_layersAtOutput; }

private:
    struct Head
    {
        DenseWeights dense;
        std::string value;
    };

    [[nodiscard]] bool step();
    [[nodiscard]] const OnnxNode* onlyUser(const std::string& value) const;
    [[nodiscard]] Head head(const OnnxNode& node) const;
    [[nodiscard]] std::string drawnFrom(const Head& mu, Head& logVar) const;
    [[nodiscard]] bool leadsToDeviation(const std::string& value) const;

    /// How often a tensor may serve on average: twice where a decoder shares its encoder's weights. A small file in
    /// which a thousand nodes share one large tensor would fill the memory.
    static constexpr Index kMostUses = 4;

    const OnnxGraph& m_graph;
    LayerChain& m_chain;
    Index m_mostWeights; ///< largest number of weights that the chain may have
    std::string m_value;
    std::size_t m_layersAtOutput = 0;
};

} // namespace isthmus
