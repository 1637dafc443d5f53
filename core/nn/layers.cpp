// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/nn/layers/all.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

const std::vector<LayerType>& layerTypes()
{
    static const std::vector<LayerType> types{
        denseLayer(),
        conv2dLayer(),
        convTranspose2dLayer(),
        maxPoolLayer(),
        averagePoolLayer(),
        upsampleLayer(),
        bilinearLayer(),
        pixelShuffleLayer(),
        pixelUnshuffleLayer(),
        padLayer(),
        flattenLayer(),
        reshapeLayer(),
        batchNormLayer(),
        layerNormLayer(),
        groupNormLayer(),
        dropoutLayer(),
        linearLayer(),
        reluLayer(),
        leakyReluLayer(),
        eluLayer(),
        siluLayer(),
        geluLayer(),
        geluTanhLayer(),
        mishLayer(),
        hardSwishLayer(),
        clampLayer(),
        preluLayer(),
        softplusLayer(),
        sigmoidLayer(),
        logSigmoidLayer(),
        tanhLayer(),
        softsignLayer(),
    };
    return types;
}

const LayerType& layerType(const std::string& name)
{
    return byName(layerTypes(), name, "layer type");
}

double fieldValue(const LayerType& type, const LayerSpec& spec, const std::string& field)
{
    const auto known = std::find_if(
        type.fields.begin(), type.fields.end(), [&](const LayerField& each) { return each.name == field; });
    if (known == type.fields.end())
        throw Error("layer " + std::string(type.name) + ": has no field \"" + field + "\"");
    const auto given = spec.values.find(field);
    const double value = given == spec.values.end() ? known->initial : given->second;
    const bool isWord = std::any_of(
        known->words.begin(), known->words.end(), [&](const FieldWord& word) { return word.value == value; });
    const bool inRange = value >= known->minimum && value <= known->maximum;
    const bool whole = !known->integer || value == std::floor(value);
    if (!isWord && !(inRange && whole)) {
        std::string words;
        for (const FieldWord& word : known->words)
            words += " or \"" + std::string(word.word) + '"';
        throw Error("layer " + std::string(type.name) + ": " + field + ": expected "
            + (known->integer ? "a whole number " : "") + "from " + shortNumber(known->minimum) + " to "
            + shortNumber(known->maximum) + words + ", found " + shortNumber(value));
    }
    return value;
}

SideValues sideValues(const LayerType& type, const LayerSpec& spec, const std::string& field)
{
    const double height = fieldValue(type, spec, field);
    const double width = fieldValue(type, spec, field + "-width");
    return {height, width == kAsHeight ? height : width};
}

LayerField widthField(const LayerField& height, const char* name, const char* label)
{
    return {name, label, kAsHeight, height.minimum, height.maximum, height.integer,
        "along the width; \"height\": the same one", {kHeightWord}, true};
}

void checkLayerSpec(const LayerSpec& spec)
{
    const LayerType& type = layerType(spec.type);
    for (const auto& [field, value] : spec.values)
        (void)fieldValue(type, spec, field);
}

} // namespace isthmus
