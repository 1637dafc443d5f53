// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Activation.h"
#include "core/nn/Network.h"

#include "core/runs/Presets.h"
#include "tests/bench/kernels/kernels.h"

#include <memory>
#include <set>

namespace isthmus::benchmarks {

namespace {

constexpr Shape kImage{1, 28, 28};

/// A layer of a preset and all that its passes read and write.
struct Bed
{
    std::shared_ptr<const Network> network;
    const Layer* layer;
    FloatVector parameters;
    FloatVector gradient;
    Batch in;
    Batch out;
    Batch gradOut;
    Batch gradIn;
    Batch scratch;
    ThreadPool alone;

    [[nodiscard]] Pass pass() { return {parameters.data(), alone, &scratch}; }
};

std::string nameOf(const std::string& type, const Layer& layer)
{
    std::string name = type + "/" + layer.inputShape().text() + "->" + layer.outputShape().text();
    std::erase(name, ' ');
    return name;
}

void addLayer(const std::string& name, const std::shared_ptr<const Network>& network, const Layer& layer)
{
    auto bed = std::make_shared<Bed>();
    bed->network = network;
    bed->layer = &layer;
    bed->parameters = filledVector(network->parameterCount());
    bed->gradient.resize(bed->parameters.size());
    bed->in = filled(layer.inputShape().size());
    bed->out = filled(layer.outputShape().size());
    bed->gradOut = filled(layer.outputShape().size());
    bed->gradIn.resize(layer.inputShape().size(), kBatch);
    const double flop = layer.forwardFlop() * double(kBatch);
    add(name + "/forward", flop, 0, [bed] { bed->layer->forward(bed->pass(), bed->in, bed->out, {}); });
    add(name + "/input-gradient", flop, 0,
        [bed] { bed->layer->backwardInput(bed->pass(), bed->in, bed->out, bed->gradOut, bed->gradIn, {}); });
    add(name + "/weight-gradient", flop, 0,
        [bed] { bed->layer->backwardParameters(bed->pass(), bed->in, bed->gradOut, bed->gradient.data()); });
}

void addNetwork(
    const std::vector<LayerSpec>& entries, const std::shared_ptr<const Network>& network, std::set<std::string>& known)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Layer& layer = *network->layers()[i];
        const std::string name = nameOf(entries[i].type, layer);
        if (layer.parameterCount() > 0 && known.insert(name).second)
            addLayer(name, network, layer);
    }
}

} // namespace

/// Every layer with weights that a preset has for images of 28 x 28, each shape once.
void addLayers()
{
    std::set<std::string> known;
    for (const std::string& preset : presetNames()) {
        const ModelSpec spec = loadPreset(preset).model;
        const auto encoder = std::make_shared<const Network>("encoder", spec.encoder, kImage, kImage, 0);
        const Shape code = spec.isVariational() ? Shape::vector(spec.latentDim) : encoder->outputShape();
        const auto decoder =
            std::make_shared<const Network>("decoder", spec.decoder, code, kImage, 0, encoder->mirror());
        addNetwork(spec.encoder, encoder, known);
        addNetwork(spec.decoder, decoder, known);
    }
}

/// Every activation of the table over the widest feature map of the presets.
void addActivations()
{
    constexpr Shape kMap{32, 28, 28};
    constexpr double kBytes = sizeof(float) * double(kMap.channels) * kMap.height * kMap.width * kBatch;
    for (const LayerType& type : layerTypes()) {
        if (!type.isActivation)
            continue;
        const std::vector<LayerSpec> entries{{type.name, {}}};
        auto bed = std::make_shared<Bed>();
        bed->network = std::make_shared<const Network>("encoder", entries, kMap, kMap, 0);
        bed->layer = bed->network->layers().front().get();
        bed->in = filled(kMap.size());
        bed->out.resize(kMap.size(), kBatch);
        bed->gradOut = filled(kMap.size());
        bed->gradIn.resize(kMap.size(), kBatch);
        const std::string name = std::string(type.name) + "/" + std::to_string(kMap.size());
        add(name + "/forward", 0, 2 * kBytes, [bed] { bed->layer->forward(bed->pass(), bed->in, bed->out, {}); });
        add(name + "/derivative", 0, 4 * kBytes,
            [bed] { bed->layer->backwardInput(bed->pass(), bed->in, bed->out, bed->gradOut, bed->gradIn, {}); });
    }
}

} // namespace isthmus::benchmarks
