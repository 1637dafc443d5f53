// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/weightNames.h"

#include "core/base/Error.h"
#include "core/files/Safetensors.h"

#include <algorithm>
#include <map>
#include <set>

namespace isthmus {

namespace {

constexpr const char* kBatchCount = "num_batches_tracked";

/// The layer and the last part of a tensor's name: "encoder.1" and "weight".
std::pair<std::string, std::string> splitName(const std::string& tensor)
{
    const std::size_t dot = tensor.rfind('.');
    return dot == std::string::npos ? std::pair(std::string(), tensor)
                                    : std::pair(tensor.substr(0, dot), tensor.substr(dot + 1));
}

/// The first names that a file has, for a message.
std::string someOf(const std::vector<WeightsTensor>& tensors)
{
    constexpr std::size_t kSome = 3;
    std::string text;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (i == kSome)
            return text + " and others";
        text += (text.empty() ? "" : ", ") + tensors[i].name;
    }
    return text.empty() ? "none" : text;
}

bool isCountOfBatches(const std::string& tensor, const std::set<std::string>& known)
{
    const auto [layer, last] = splitName(tensor);
    return last == kBatchCount && known.count(layer.empty() ? "running_mean" : layer + ".running_mean") > 0;
}

} // namespace

std::string prefixOf(const std::vector<WeightsTensor>& tensors)
{
    const std::string first = tensors.empty() ? "" : tensors.front().name;
    for (const std::string part : {"encoder.", "decoder.", "mu.", "log_var."}) {
        const std::size_t place = first.find('.' + part);
        if (place == std::string::npos)
            continue;
        const std::string prefix = first.substr(0, place + 1);
        const auto hasPrefix = [&](const WeightsTensor& tensor) { return tensor.name.starts_with(prefix); };
        if (!first.starts_with(part) && std::all_of(tensors.begin(), tensors.end(), hasPrefix))
            return prefix;
    }
    return "";
}

TensorPlaces placesByName(const WeightsFile& file, const std::vector<Parameter>& parameters, const std::string& prefix,
    const std::string& path, const std::string& model)
{
    const std::vector<WeightsTensor>& tensors = file.tensors();
    std::map<std::string, std::size_t> found;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        found.emplace(tensors[i].name, i);
    TensorPlaces places;
    std::set<std::string> known;
    for (const Parameter& parameter : parameters) {
        const std::string name = prefix + parameter.name;
        if (found.count(name) == 0)
            throw Error(
                path + ": expected the tensor " + name + " of the model " + model + ", found " + someOf(tensors));
        places.push_back(found.at(name));
        if (const std::vector<Index>& shape = tensors[places.back()].shape; shape != parameter.shape)
            throw Error(path + ": tensor " + name + ": expected the shape " + shapeText(parameter.shape) + ", found "
                + shapeText(shape));
        known.insert(name);
    }
    for (const WeightsTensor& tensor : tensors)
        if (known.count(tensor.name) == 0 && !isCountOfBatches(tensor.name, known))
            throw Error(path + ": expected the tensors of the model " + model + " alone, found " + tensor.name);
    return places;
}

std::optional<TensorPlaces> placesByOrder(const WeightsFile& file, const std::vector<Parameter>& parameters)
{
    const std::vector<WeightsTensor>& tensors = file.tensors();
    TensorPlaces places;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (splitName(tensors[i].name).second == kBatchCount)
            continue;
        const std::size_t next = places.size();
        if (next == parameters.size() || tensors[i].shape != parameters[next].shape
            || splitName(tensors[i].name).second != splitName(parameters[next].name).second)
            return std::nullopt;
        places.push_back(i);
    }
    return places.size() == parameters.size() ? std::optional(places) : std::nullopt;
}

std::string renamedLayers(const WeightsFile& file, const std::vector<Parameter>& parameters, const TensorPlaces& places)
{
    std::string text;
    std::string last;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const std::string layer = splitName(parameters[i].name).first;
        if (layer != last)
            text += (text.empty() ? "" : ", ") + splitName(file.tensors()[places[i]].name).first + " for " + layer;
        last = layer;
    }
    return text;
}

} // namespace isthmus
