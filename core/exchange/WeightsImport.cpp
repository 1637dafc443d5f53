// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/WeightsImport.h"

#include "core/base/Error.h"
#include "core/exchange/WeightsFile.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/weightNames.h"
#include "core/models/Autoencoder.h"
#include "core/models/decoderAlone.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace isthmus {

namespace {

/// Which part of the model the file is of.
ModelSpec specIn(
    const std::vector<WeightsTensor>& tensors, const std::string& prefix, const ModelSpec& spec, Shape data)
{
    const auto isOfDecoder = [&](const WeightsTensor& each) { return each.name.starts_with(prefix + "decoder."); };
    const bool isAlone = !tensors.empty() && std::all_of(tensors.begin(), tensors.end(), isOfDecoder);
    return isAlone && spec.hasEncoder() ? decoderAlone(spec, data) : spec;
}

/// By the names where they are the model's. Where none of them is, their order and shapes must do, which is said.
TensorPlaces findTensors(const WeightsFile& file, const Autoencoder& model, const std::string& path,
    const std::string& name, ImportReport* report)
{
    const std::string prefix = prefixOf(file.tensors());
    const std::vector<Parameter>& parameters = model.parameters();
    const auto isKnown = [&](const WeightsTensor& tensor) {
        return std::any_of(parameters.begin(), parameters.end(),
            [&](const Parameter& each) { return prefix + each.name == tensor.name; });
    };
    const bool hasNames = std::any_of(file.tensors().begin(), file.tensors().end(), isKnown);
    const auto inOrder = file.hasOrderOfLayers() && !hasNames ? placesByOrder(file, parameters) : std::nullopt;
    if (!inOrder)
        return placesByName(file, parameters, prefix, path, name);
    if (report != nullptr)
        report->notices.push_back("the tensors have other names than the model's and were taken in their order: "
            + renamedLayers(file, parameters, *inOrder));
    return *inOrder;
}

} // namespace

Checkpoint importWeights(
    const std::string& path, const ModelSpec& whole, const DataReference& data, ImportReport* report)
{
    const std::unique_ptr<WeightsFile> file = openWeights(path);
    const ModelSpec spec = specIn(file->tensors(), prefixOf(file->tensors()), whole, data.shape);
    const Autoencoder model(spec, data.shape);
    const TensorPlaces places = findTensors(*file, model, path, spec.name, report);
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const FloatVector values = file->floats(places[i]);
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
            throw Error(
                path + ": " + file->tensors()[places[i]].name + ": expected finite numbers, found one that is not");
        model.parameters()[i].scatter(values.data(), flat);
    }
    return untrainedRun(spec, data, std::move(flat));
}

} // namespace isthmus
