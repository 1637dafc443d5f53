// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelSpec.h"

#include "core/base/Error.h"
#include "core/nn/Loss.h"
#include "core/nn/layers.h"

#include <algorithm>
#include <iterator>

namespace isthmus {

namespace {

LayerSpec dense(double units)
{
    return {"dense", {{"units", units}}};
}

bool isDense(const LayerSpec& entry)
{
    return entry.type == "dense";
}

int unitsOf(const LayerSpec& entry)
{
    return static_cast<int>(fieldValue(layerType("dense"), entry, "units"));
}

bool isActivation(const LayerSpec& entry)
{
    return layerType(entry.type).isActivation;
}

/// Changes no number.
bool isView(const LayerSpec& entry)
{
    return entry.type == "flatten" || entry.type == "reshape" || entry.type == "linear";
}

const LayerSpec kLinear{"linear", {}};

/// A dense chain taken apart: what the overrides change, and what stands around it.
struct DenseModel
{
    std::vector<int> hidden;
    LayerSpec activation{"relu", {}};
    LayerSpec codeActivation = kLinear;
    int latentDim = 0;
    LayerSpec outputActivation = kLinear;
};

/// The first layer that is not part of a dense chain; null if there is none.
const LayerSpec* otherThanDense(const ModelSpec& spec)
{
    for (const auto* part : {&spec.encoder, &spec.decoder}) {
        for (const LayerSpec& entry : *part) {
            if (!isDense(entry) && !isActivation(entry) && !isView(entry))
                return &entry;
        }
    }
    return nullptr;
}

void requireDense(const ModelSpec& spec)
{
    if (const LayerSpec* other = otherThanDense(spec)) {
        throw Error("model " + spec.name
            + ": hidden layers and activations can be changed in models of dense layers alone, found a layer of type "
            + other->type);
    }
}

/// Another size of the code of any model whose code is a vector.
void setLatentDim(int latentDim, ModelSpec& spec)
{
    if (spec.isVariational()) {
        spec.latentDim = latentDim;
        return;
    }
    const auto last = std::find_if(spec.encoder.rbegin(), spec.encoder.rend(),
        [](const LayerSpec& entry) { return !isActivation(entry) && !isView(entry) && entry.type != "dropout"; });
    if (last == spec.encoder.rend() || !isDense(*last))
        throw Error("model " + spec.name + ": its code is a feature map, whose size cannot be given as one number");
    last->values["units"] = latentDim;
}

/// Activation that follows an entry, perhaps behind a view of its result.
LayerSpec activationAfter(const std::vector<LayerSpec>& entries, std::size_t entry)
{
    std::size_t next = entry + 1;
    while (next < entries.size() && isView(entries[next]))
        ++next;
    return next < entries.size() && isActivation(entries[next]) ? entries[next] : kLinear;
}

/// Entries of dense layers.
std::vector<std::size_t> denseLayers(const std::vector<LayerSpec>& entries)
{
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (isDense(entries[i]))
            layers.push_back(i);
    }
    return layers;
}

/// Another activation behind an entry, perhaps behind a view of its result. One of the same type stays with its fields.
void setActivationAfter(std::size_t entry, const std::string& type, std::vector<LayerSpec>& entries)
{
    if (activationAfter(entries, entry).type == type)
        return;
    std::size_t next = entry + 1;
    while (next < entries.size() && isView(entries[next]))
        ++next;
    const auto at = [&](std::size_t i) { return entries.begin() + static_cast<std::ptrdiff_t>(i); };
    if (next < entries.size() && isActivation(entries[next]))
        entries.erase(at(next));
    if (type != kLinear.type)
        entries.insert(at(entry + 1), {type, {}});
}

void setActivation(const std::string& type, ModelSpec& spec)
{
    requireDense(spec);
    std::vector<std::size_t> inner = denseLayers(spec.encoder);
    if (!spec.isVariational() && !inner.empty())
        inner.pop_back(); // the code's
    for (auto layer = inner.rbegin(); layer != inner.rend(); ++layer) // from behind: entries may come and go
        setActivationAfter(*layer, type, spec.encoder);
    inner = denseLayers(spec.decoder);
    if (!inner.empty())
        inner.pop_back(); // the output's
    for (auto layer = inner.rbegin(); layer != inner.rend(); ++layer)
        setActivationAfter(*layer, type, spec.decoder);
}

void setCodeActivation(const std::string& type, ModelSpec& spec)
{
    if (spec.isVariational())
        throw Error("model " + spec.name + ": has no code activation, its code is drawn from mu and log_var");
    requireDense(spec);
    const std::vector<std::size_t> layers = denseLayers(spec.encoder);
    if (layers.empty())
        throw Error("model " + spec.name + ": expected a dense layer in the encoder, found none");
    setActivationAfter(layers.back(), type, spec.encoder);
}

/// Units as in a list of --hidden: "512,256".
std::string listText(const std::vector<int>& units)
{
    std::string text;
    for (const int each : units) {
        if (!text.empty())
            text += ',';
        text += std::to_string(each);
    }
    return text.empty() ? std::string("none") : text;
}

/// Checks that of hidden layers that are about to be built anew, the decoder's mirror the encoder's.
void requireMirror(const ModelSpec& spec, const std::vector<int>& hidden)
{
    std::vector<int> behind;
    for (const std::size_t layer : denseLayers(spec.decoder))
        behind.push_back(unitsOf(spec.decoder[layer]));
    if (!behind.empty())
        behind.pop_back();
    std::reverse(behind.begin(), behind.end());
    if (behind != hidden) {
        throw Error("model " + spec.name
            + ": its hidden layers cannot be changed, since its decoder is no mirror of "
              "its encoder: expected "
            + listText(hidden) + " read backwards, found " + listText(behind));
    }
}

DenseModel takeApart(const ModelSpec& spec)
{
    requireDense(spec);
    DenseModel model;
    model.latentDim = spec.latentDim;
    std::vector<std::size_t> layers = denseLayers(spec.encoder);
    if (!spec.isVariational()) {
        if (layers.empty())
            throw Error("model " + spec.name + ": expected a dense layer in the encoder, found none");
        model.latentDim = unitsOf(spec.encoder[layers.back()]);
        model.codeActivation = activationAfter(spec.encoder, layers.back());
        layers.pop_back();
    }
    for (const std::size_t layer : layers)
        model.hidden.push_back(unitsOf(spec.encoder[layer]));
    requireMirror(spec, model.hidden);
    if (!layers.empty())
        model.activation = activationAfter(spec.encoder, layers.front());
    for (std::size_t i = 0; i < spec.decoder.size(); ++i) {
        if (isDense(spec.decoder[i]))
            model.outputActivation = activationAfter(spec.decoder, i);
    }
    return model;
}

void appendActivation(const LayerSpec& activation, std::vector<LayerSpec>& entries)
{
    if (activation != kLinear)
        entries.push_back(activation);
}

void putTogether(const DenseModel& model, ModelSpec& spec)
{
    spec.encoder = {{"flatten", {}}};
    for (const int units : model.hidden) {
        spec.encoder.push_back(dense(units));
        appendActivation(model.activation, spec.encoder);
    }
    if (spec.isVariational()) {
        spec.latentDim = model.latentDim;
    } else {
        spec.encoder.push_back(dense(model.latentDim));
        appendActivation(model.codeActivation, spec.encoder);
    }
    spec.decoder.clear();
    for (auto units = model.hidden.rbegin(); units != model.hidden.rend(); ++units) {
        spec.decoder.push_back(dense(*units));
        appendActivation(model.activation, spec.decoder);
    }
    spec.decoder.push_back(dense(kAsData));
    spec.decoder.push_back({"reshape", {}});
    appendActivation(model.outputActivation, spec.decoder);
}

void requireCount(const std::string& what, int value)
{
    if (value < 1 || value > 1 << 20)
        throw Error(what + ": expected a whole number from 1 to 1,048,576, found " + std::to_string(value));
}

} // namespace

void requireEncoder(const ModelSpec& spec)
{
    if (!spec.hasEncoder())
        throw Error("model " + spec.name + ": has no encoder, expected an autoencoder, found a decoder alone");
}

ModelSpec withOverrides(const ModelSpec& spec, const DenseOverrides& overrides)
{
    requireEncoder(spec);
    ModelSpec changed = spec;
    if (overrides.latentDim != 0) {
        requireCount("latent", overrides.latentDim);
        setLatentDim(overrides.latentDim, changed);
    }
    if (overrides.hiddenGiven) {
        for (const int units : overrides.hidden)
            requireCount("hidden", units);
        DenseModel model = takeApart(changed);
        model.hidden = overrides.hidden;
        putTogether(model, changed);
    }
    if (!overrides.activation.empty())
        setActivation(layerType(overrides.activation).name, changed);
    if (!overrides.codeActivation.empty())
        setCodeActivation(layerType(overrides.codeActivation).name, changed);
    return changed;
}

ModelSpec withLoss(const ModelSpec& spec, const std::string& loss)
{
    ModelSpec changed = spec;
    changed.loss = lossType(loss).name;
    const bool wasLogits = lossType(spec.loss).fromLogits;
    const bool isLogits = lossType(loss).fromLogits;
    const auto isSigmoid = [](const LayerSpec& entry) { return entry.type == "sigmoid"; };
    auto last = changed.decoder.end();
    while (last != changed.decoder.begin() && isView(*std::prev(last)))
        --last;
    const bool endsInSigmoid = last != changed.decoder.begin() && isSigmoid(*std::prev(last));
    if (isLogits && endsInSigmoid)
        changed.decoder.erase(std::prev(last));
    else if (wasLogits && !isLogits && !endsInSigmoid)
        changed.decoder.push_back({"sigmoid", {}});
    return changed;
}

} // namespace isthmus
