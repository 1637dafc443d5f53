// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Network.h"

#include "core/nn/LayerError.h"
#include "core/nn/layers/Dense.h"
#include "core/nn/layers/Reshape.h"

#include <algorithm>

namespace isthmus {

namespace {

/// Shape that the output of an entry is about to take: that of a reshape with elementwise layers alone in between,
/// or that of the picture at a decoder's end.
Shape layoutBehind(const std::vector<LayerSpec>& entries, std::size_t entry, Shape data, Shape featureMap)
{
    for (std::size_t next = entry + 1; next < entries.size(); ++next) {
        if (entries[next].type == "reshape")
            return reshapeTarget(entries[next], data, featureMap);
        if (!layerType(entries[next].type).isElementwise)
            return {};
    }
    const bool inDecoder = featureMap.size() > 0;
    return inDecoder ? data : Shape{};
}

bool isImage(Shape shape)
{
    return !shape.flattened && shape.size() > 0;
}

/// Does a layer with these shapes change how many pixels an image has, and in which direction?
int growth(Shape input, Shape output)
{
    if (!isImage(input) || !isImage(output))
        return 0;
    const Index difference = Index(output.height) * output.width - Index(input.height) * input.width;
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

} // namespace

Network::Network(const std::string& part, const std::vector<LayerSpec>& entries, Shape input, Shape data,
    Index firstParameter, const Mirror& mirror)
    : m_part(part)
    , m_input(input)
{
    std::vector<Shape> sizes = mirror.sizes;
    bool isOfDense = false; // the output is a dense layer's, whose rows may take any order
    for (std::size_t entry = 0; entry < entries.size(); ++entry) {
        try {
            checkLayerSpec(entries[entry]);
            LayerContext context;
            context.input = outputShape();
            context.data = data;
            const LayerType& type = layerType(entries[entry].type);
            const Shape layout = isOfDense ? layoutBehind(entries, entry, data, mirror.featureMap) : Shape{};
            if (entries[entry].type == "group-norm" && layout.size() > layout.width * layout.height)
                throw Error("group-norm: expected a picture, found a list that becomes one; put it behind the reshape");
            isOfDense = entries[entry].type == "dense" || (isOfDense && type.isElementwise);
            context.outputLayout = isOfDense ? layoutBehind(entries, entry, data, mirror.featureMap) : Shape{};
            context.featureMap = mirror.featureMap;
            context.restored = sizes.empty() ? Shape{} : sizes.back();
            context.firstParameter = firstParameter + m_parameterCount;
            context.number = mirror.layers + static_cast<std::uint32_t>(entry);
            m_layers.push_back(type.make(entries[entry], context));
        } catch (const Error& error) {
            throw LayerError(part, entry, error.what());
        }
        const Layer& layer = *m_layers.back();
        if (!sizes.empty() && !layer.isView() && growth(layer.inputShape(), layer.outputShape()) > 0)
            sizes.pop_back();
        m_activations.push_back(dynamic_cast<const Activation*>(&layer));
        if (m_parameterCount == 0)
            m_firstWithParameters = entry;
        m_parameterCount += layer.parameterCount();
    }
    assignBuffers();
}

bool Network::needsWholeBatch() const
{
    return std::any_of(m_layers.begin(), m_layers.end(), [](const auto& layer) { return layer->needsWholeBatch(); });
}

Index Network::valueCount() const
{
    Index count = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (m_buffers[i] != last)
            count += m_layers[i]->outputShape().size();
        last = m_buffers[i];
    }
    return count;
}

Mirror Network::mirror() const
{
    Mirror mirror;
    mirror.featureMap = m_input;
    mirror.layers = static_cast<std::uint32_t>(m_layers.size());
    for (const auto& layer : m_layers) {
        const bool leavesTheImage = dynamic_cast<const Dense*>(layer.get()) != nullptr; // even without a flatten
        if (growth(layer->inputShape(), layer->outputShape()) < 0 && !layer->isView() && !leavesTheImage)
            mirror.sizes.push_back(layer->inputShape());
        if (!isImage(layer->outputShape()) || leavesTheImage)
            break; // a map of one pixel is an image, too
        mirror.featureMap = layer->outputShape();
    }
    return mirror;
}

void Network::assignBuffers()
{
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        std::size_t before = i;
        while (before > 0 && m_layers[before - 1]->isView())
            --before;
        const bool behindComputing = before > 0 && m_activations[before - 1] == nullptr;
        const bool overwrites =
            m_activations[i] != nullptr && m_activations[i]->derivativeFromOutput() && behindComputing;
        if (m_layers[i]->isView() || overwrites)
            m_buffers.push_back(inputBuffer(i));
        else
            m_buffers.push_back(m_bufferCount++);
    }
}

Shape Network::outputShape() const
{
    return m_layers.empty() ? m_input : m_layers.back()->outputShape();
}

std::vector<Parameter> Network::parameters() const
{
    std::vector<Parameter> all;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        for (Parameter& parameter : m_layers[i]->parameters()) {
            parameter.name = m_part + "." + std::to_string(i) + "." + parameter.name;
            all.push_back(std::move(parameter));
        }
    }
    return all;
}

std::size_t Network::fusedBehind(std::size_t layer) const
{
    std::size_t next = layer + 1;
    while (next < m_layers.size() && m_layers[next]->isView())
        ++next;
    const bool fuses = m_activations[layer] == nullptr && next < m_layers.size() && m_activations[next] != nullptr;
    return fuses ? next : layer;
}

const Batch& Network::forward(const Pass& pass, const Batch& input, NetworkState& state) const
{
    state.values.resize(m_bufferCount);
    const auto value = [&](std::size_t buffer) -> const Batch& { return buffer == 0 ? input : state.values[buffer]; };
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (m_layers[i]->isView())
            continue;
        Batch& out = state.values[m_buffers[i]];
        out.resize(m_layers[i]->outputShape().size(), input.cols());
        const std::size_t last = fusedBehind(i);
        if (last == i) {
            m_layers[i]->forward(pass, value(inputBuffer(i)), out, {});
            continue;
        }
        Batch& activated = state.values[m_buffers[last]];
        activated.resize(out.rows(), out.cols());
        const auto activate = [&](const Block& block) { m_activations[last]->forwardBlock(out, activated, block); };
        m_layers[i]->forward(pass, value(inputBuffer(i)), out, activate);
        i = last;
    }
    return value(outputBuffer());
}

Batch& Network::outputGradient(NetworkState& state) const
{
    state.gradients.resize(m_bufferCount);
    const Batch& out = state.values[outputBuffer()];
    Batch& gradient = state.gradients[outputBuffer()];
    gradient.resize(out.rows(), out.cols());
    return gradient;
}

const Activation* Network::activationBelow(std::size_t layer, std::size_t& which) const
{
    for (which = layer; which-- > 0;) {
        if (!m_layers[which]->isView())
            return m_activations[which];
    }
    return nullptr;
}

void Network::backward(
    const Pass& pass, const Batch& input, NetworkState& state, float* gradient, Batch* inputGradient) const
{
    const auto value = [&](std::size_t buffer) -> const Batch& { return buffer == 0 ? input : state.values[buffer]; };
    const auto gradientOf = [&](std::size_t buffer) -> Batch* {
        if (buffer == 0)
            return inputGradient;
        return &state.gradients[buffer];
    };
    Pass withScratch = pass;
    withScratch.scratch = &state.scratch;
    const std::size_t lowest = inputGradient == nullptr ? m_firstWithParameters : 0;
    bool derivativeTaken = false; // by the layer behind, block by block
    for (std::size_t i = m_layers.size(); i-- > lowest;) {
        const Layer& layer = *m_layers[i];
        if (layer.isView())
            continue;
        const Batch& in = value(inputBuffer(i));
        const Batch& out = value(m_buffers[i]);
        const Batch& gradOut = *gradientOf(m_buffers[i]);
        Batch* gradIn = i == lowest ? inputGradient : gradientOf(inputBuffer(i));
        if (gradIn != nullptr)
            gradIn->resize(in.rows(), in.cols());
        if (m_activations[i] != nullptr) {
            if (!derivativeTaken && gradIn != nullptr)
                layer.backwardInput(pass, in, out, gradOut, *gradIn, {});
            derivativeTaken = false;
            continue;
        }
        layer.backwardParameters(withScratch, in, gradOut, gradient);
        if (gradIn == nullptr)
            continue;
        std::size_t below = 0;
        const Activation* activation = activationBelow(i, below);
        Batch* belowIn = activation == nullptr ? nullptr : gradientOf(inputBuffer(below));
        if (belowIn == nullptr) {
            layer.backwardInput(pass, in, out, gradOut, *gradIn, {});
            continue;
        }
        belowIn->resize(gradIn->rows(), gradIn->cols());
        const auto takeDerivative = [&](const Block& block) {
            activation->backwardBlock(value(inputBuffer(below)), value(m_buffers[below]), *gradIn, *belowIn, block);
        };
        layer.backwardInput(pass, in, out, gradOut, *gradIn, takeDerivative);
        derivativeTaken = true;
    }
}

} // namespace isthmus
