// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers.h"
#include "core/base/named.h"

#include "core/base/Error.h"
#include "core/nn/layers/AveragePool.h"
#include "core/nn/layers/Conv2d.h"
#include "core/nn/layers/ConvTranspose2d.h"
#include "core/nn/layers/Dense.h"
#include "core/nn/layers/Dropout.h"
#include "core/nn/layers/Elu.h"
#include "core/nn/layers/Flatten.h"
#include "core/nn/layers/Gelu.h"
#include "core/nn/layers/LeakyRelu.h"
#include "core/nn/layers/Linear.h"
#include "core/nn/layers/MaxPool.h"
#include "core/nn/layers/Relu.h"
#include "core/nn/layers/Reshape.h"
#include "core/nn/layers/Sigmoid.h"
#include "core/nn/layers/Silu.h"
#include "core/nn/layers/Softplus.h"
#include "core/nn/layers/Softsign.h"
#include "core/nn/layers/Tanh.h"
#include "core/nn/layers/Upsample.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

const std::vector<LayerType>& layerTypes()
{
    static const std::vector<LayerType> types{
        kDenseType,
        kConv2dType,
        kConvTranspose2dType,
        kMaxPoolType,
        kAveragePoolType,
        kUpsampleType,
        kFlattenType,
        kReshapeType,
        kDropoutType,
        kLinearType,
        kReluType,
        kLeakyReluType,
        kEluType,
        kSiluType,
        kGeluType,
        kSoftplusType,
        kSigmoidType,
        kTanhType,
        kSoftsignType,
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

void checkLayerSpec(const LayerSpec& spec)
{
    const LayerType& type = layerType(spec.type);
    for (const auto& [field, value] : spec.values)
        (void)fieldValue(type, spec, field);
}

} // namespace isthmus
