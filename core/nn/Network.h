// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Activation.h"
#include "core/nn/layers.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// Values and gradients of one pass through a Network, in the hands of one thread.
struct NetworkState
{
    std::vector<Batch> values; ///< one per buffer of the network; the first is unused (the input is the caller's)
    std::vector<Batch> gradients; ///< one per buffer of the network; the first is unused
    Batch scratch; ///< temporary numbers of the layer at work
};

/// A list of layers, one after the other. Immutable; any number of threads may use one at the same time, each with a
/// NetworkState of its own. Activations are applied by the layer before them block by block, and overwrite its result
/// where their derivative follows from their output.
class Network
{
public:
    Network() = default;

    /// @param part            "encoder" or "decoder": first word of parameter names and of messages
    /// @param input           shape of one sample of the input
    /// @param data            shape of one image, for counts that are kAsData
    /// @param firstParameter  offset of its parameters in the model's flat vector
    /// @param mirror          shapes of the encoder, for a decoder
    /// @throws Error naming the part and entry that does not fit
    Network(const std::string& part, const std::vector<LayerSpec>& entries, Shape input, Shape data,
        Index firstParameter, const Mirror& mirror = {});

    [[nodiscard]] Shape inputShape() const { return m_input; }
    [[nodiscard]] Shape outputShape() const;
    [[nodiscard]] const std::vector<std::unique_ptr<const Layer>>& layers() const { return m_layers; }
    [[nodiscard]] Index parameterCount() const { return m_parameterCount; }
    /// Has it a layer that must see whole batches in training?
    [[nodiscard]] bool needsWholeBatch() const;
    /// Floats that a forward pass leaves behind for each sample.
    [[nodiscard]] Index valueCount() const;
    /// The shapes and counts that a decoder may take over from this network.
    [[nodiscard]] Mirror mirror() const;
    /// Named tensors: "encoder.1.weight".
    [[nodiscard]] std::vector<Parameter> parameters() const;

    /// @param input  inputShape().size() x samples; must stay until backward() has returned
    /// @return       output, in `state` (or `input` itself if no layer computes anything)
    const Batch& forward(const Pass& pass, const Batch& input, NetworkState& state) const;

    /// Output of the last forward() of this input with this state.
    [[nodiscard]] const Batch& output(const Batch& input, const NetworkState& state) const
    {
        return outputBuffer() == 0 ? input : state.values[outputBuffer()];
    }

    /// The buffer where the caller writes d loss / d output before backward(), resized like the output. The network
    /// must have a layer that computes.
    [[nodiscard]] Batch& outputGradient(NetworkState& state) const;

    /// Gradients of a loss whose gradient by the output is in outputGradient(). That buffer is overwritten.
    /// @param gradient       flat vector of the whole model; the network overwrites its own part
    /// @param inputGradient  resized; d loss / d input; null where it is not wanted
    void backward(
        const Pass& pass, const Batch& input, NetworkState& state, float* gradient, Batch* inputGradient) const;

private:
    [[nodiscard]] std::size_t outputBuffer() const { return m_buffers.empty() ? 0 : m_buffers.back(); }
    [[nodiscard]] std::size_t inputBuffer(std::size_t layer) const { return layer == 0 ? 0 : m_buffers[layer - 1]; }
    /// The activation that a computing layer applies to its blocks, perhaps behind views; the layer itself if none.
    [[nodiscard]] std::size_t fusedBehind(std::size_t layer) const;
    [[nodiscard]] const Activation* activationBelow(std::size_t layer, std::size_t& which) const;
    void assignBuffers();

    std::string m_part;
    Shape m_input;
    std::vector<std::unique_ptr<const Layer>> m_layers;
    std::vector<const Activation*> m_activations; ///< activation of each layer; null where it is not one
    std::vector<std::size_t> m_buffers; ///< buffer that holds each layer's output; 0 is the network's input
    std::size_t m_bufferCount = 1;
    std::size_t m_firstWithParameters = 0; ///< layer; below it gradients are for the network's input alone
    Index m_parameterCount = 0;
};

} // namespace isthmus
