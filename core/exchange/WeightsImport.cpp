// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/WeightsImport.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "core/models/Autoencoder.h"
#include "core/models/decoderAlone.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace isthmus {

namespace {

bool isOfDecoder(const std::string& tensor)
{
    return tensor.rfind("decoder.", 0) == 0;
}

/// Which part of the model the file is of.
ModelSpec specIn(const SafetensorsFile& file, const ModelSpec& spec, Shape data)
{
    const bool isAlone = !file.tensors().empty()
        && std::all_of(
            file.tensors().begin(), file.tensors().end(), [](const auto& tensor) { return isOfDecoder(tensor.first); });
    return isAlone && spec.hasEncoder() ? decoderAlone(spec, data) : spec;
}

} // namespace

Checkpoint importWeights(const std::string& path, const ModelSpec& whole, const DataReference& data)
{
    SafetensorsFile file(path);
    const ModelSpec spec = specIn(file, whole, data.shape);
    const Autoencoder model(spec, data.shape);
    std::set<std::string> known;
    for (const Parameter& parameter : model.parameters()) {
        (void)file.check(parameter.name, parameter.shape);
        known.insert(parameter.name);
    }
    for (const auto& [name, info] : file.tensors()) {
        if (known.count(name) == 0)
            throw Error(path + ": expected the tensors of the model " + spec.name + " alone, found " + name);
    }
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    for (const Parameter& parameter : model.parameters()) {
        const FloatVector values = file.roundedFloats(parameter.name);
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
            throw Error(path + ": " + parameter.name + ": expected finite numbers, found one that is not");
        parameter.scatter(values.data(), flat);
    }
    return untrainedRun(spec, data, std::move(flat));
}

} // namespace isthmus
