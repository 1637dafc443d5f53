// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelDraft.h"

#include "core/nn/layers.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace isthmus {

namespace {

std::vector<LayerSpec>& layersOf(ModelSpec& spec, ModelPart part)
{
    return part == ModelPart::Encoder ? spec.encoder : spec.decoder;
}

std::vector<LayerSpec>::iterator at(ModelSpec& spec, LayerPlace place)
{
    assert(place.part != ModelPart::Bottleneck && place.entry <= layersOf(spec, place.part).size());
    return layersOf(spec, place.part).begin() + static_cast<std::ptrdiff_t>(place.entry);
}

bool hasField(const LayerType& type, const std::string& field)
{
    for (const LayerField& each : type.fields) {
        if (each.name == field)
            return true;
    }
    return false;
}

LayerSpec freshLayer(const LayerType& type)
{
    LayerSpec layer{type.name, {}};
    for (const LayerField& field : type.fields)
        layer.values[field.name] = field.initial;
    return layer;
}

/// Units of the dense layer that makes a plain code; 0: something else makes it.
int unitsOfCode(const ModelSpec& spec)
{
    if (spec.bottleneck != Bottleneck::Plain || spec.encoder.empty() || spec.encoder.back().type != "dense")
        return 0;
    const auto units = spec.encoder.back().values.find("units");
    return units == spec.encoder.back().values.end() ? 0 : std::max(0, static_cast<int>(units->second));
}

ModelSpec withGaussian(ModelSpec spec, int latentDim)
{
    const int units = unitsOfCode(spec);
    if (units > 0)
        spec.encoder.pop_back();
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = units > 0 ? units : latentDim;
    return spec;
}

ModelSpec withPlain(ModelSpec spec)
{
    if (spec.isVariational())
        spec.encoder.push_back({"dense", {{"units", double(spec.latentDim)}}});
    spec.bottleneck = Bottleneck::Plain;
    spec.latentDim = 0;
    return spec;
}

std::string seriesOf(LayerPlace place, const std::string& field)
{
    return std::to_string(static_cast<int>(place.part)) + '.' + std::to_string(place.entry) + '.' + field;
}

} // namespace

const std::vector<LayerSpec>& layersOf(const ModelSpec& spec, ModelPart part)
{
    assert(part != ModelPart::Bottleneck);
    return part == ModelPart::Encoder ? spec.encoder : spec.decoder;
}

ModelDraft::ModelDraft(ModelSpec spec)
    : m_past{std::move(spec)}
{
}

void ModelDraft::add(LayerPlace place, const std::string& type)
{
    ModelSpec next = spec();
    layersOf(next, place.part).insert(at(next, place), freshLayer(layerType(type)));
    edit(std::move(next));
}

void ModelDraft::remove(LayerPlace place)
{
    ModelSpec next = spec();
    layersOf(next, place.part).erase(at(next, place));
    edit(std::move(next));
}

void ModelDraft::move(LayerPlace from, LayerPlace to)
{
    ModelSpec next = spec();
    const auto source = at(next, from);
    LayerSpec layer = std::move(*source);
    layersOf(next, from.part).erase(source);
    layersOf(next, to.part).insert(at(next, to), std::move(layer));
    edit(std::move(next));
}

void ModelDraft::setType(LayerPlace place, const std::string& type)
{
    ModelSpec next = spec();
    const auto old = at(next, place);
    LayerSpec layer = freshLayer(layerType(type));
    for (const auto& [field, value] : old->values) {
        if (hasField(layerType(type), field))
            layer.values[field] = value;
    }
    *old = std::move(layer);
    edit(std::move(next));
}

void ModelDraft::setField(LayerPlace place, const std::string& field, double value)
{
    ModelSpec next = spec();
    at(next, place)->values[field] = value;
    edit(std::move(next), seriesOf(place, field));
}

void ModelDraft::setBottleneck(Bottleneck bottleneck, int latentDim)
{
    const bool resized = spec().bottleneck == bottleneck;
    ModelSpec next = bottleneck == Bottleneck::Gaussian ? withGaussian(spec(), latentDim) : withPlain(spec());
    next.code = {}; // is of a decoder alone
    edit(std::move(next), resized ? seriesOf({ModelPart::Bottleneck, 0}, "latent") : std::string());
}

void ModelDraft::setLoss(const std::string& loss)
{
    edit(withLoss(spec(), loss));
}

void ModelDraft::setInitialiser(const std::string& initialiser)
{
    ModelSpec next = spec();
    next.initialiser = initialiser;
    edit(std::move(next));
}

void ModelDraft::replace(ModelSpec spec)
{
    edit(std::move(spec));
}

void ModelDraft::undo()
{
    assert(canUndo());
    --m_present;
    m_series.clear();
}

void ModelDraft::redo()
{
    assert(canRedo());
    ++m_present;
    m_series.clear();
}

void ModelDraft::edit(ModelSpec next, const std::string& series)
{
    if (next == spec())
        return;
    m_past.resize(m_present + 1);
    if (!series.empty() && series == m_series) {
        m_past.back() = std::move(next);
        return;
    }
    m_past.push_back(std::move(next));
    ++m_present;
    m_series = series;
}

} // namespace isthmus
