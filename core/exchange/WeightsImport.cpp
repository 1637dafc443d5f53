// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/WeightsImport.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "core/models/Autoencoder.h"
#include "core/models/decoderAlone.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace isthmus {

namespace {

using TensorTable = std::map<std::string, TensorInfo>;

bool beginsWith(const std::string& text, const std::string& begin)
{
    return text.rfind(begin, 0) == 0;
}

/// What stands before the names of all tensors: "model." of Lightning, "module." of DataParallel; empty if nothing
/// does.
std::string prefixOf(const TensorTable& tensors)
{
    for (const char* part : {"encoder.", "decoder."}) {
        const std::string first = tensors.empty() ? "" : tensors.begin()->first;
        const std::size_t place = first.find(std::string(".") + part);
        if (place == std::string::npos)
            continue;
        const std::string prefix = first.substr(0, place + 1);
        const auto hasPrefix = [&](const auto& tensor) { return beginsWith(tensor.first, prefix); };
        if (!beginsWith(first, part) && std::all_of(tensors.begin(), tensors.end(), hasPrefix))
            return prefix;
    }
    return "";
}

/// The first names that a file has, for a message.
std::string someOf(const TensorTable& tensors)
{
    constexpr int kSome = 3;
    std::string text;
    int count = 0;
    for (const auto& [name, info] : tensors) {
        if (count++ == kSome)
            return text + " and others";
        text += (text.empty() ? "" : ", ") + name;
    }
    return text.empty() ? "none" : text;
}

/// PyTorch counts the batches of a batch normalisation as well, which nothing depends on.
bool isCountOfBatches(const std::string& tensor, const std::set<std::string>& known)
{
    const std::size_t end = tensor.rfind('.') + 1; // 0 where there is none
    return tensor.substr(end) == "num_batches_tracked" && known.count(tensor.substr(0, end) + "running_mean") > 0;
}

/// Which part of the model the file is of.
ModelSpec specIn(const TensorTable& tensors, const std::string& prefix, const ModelSpec& spec, Shape data)
{
    const auto isOfDecoder = [&](const auto& tensor) { return beginsWith(tensor.first, prefix + "decoder."); };
    const bool isAlone = !tensors.empty() && std::all_of(tensors.begin(), tensors.end(), isOfDecoder);
    return isAlone && spec.hasEncoder() ? decoderAlone(spec, data) : spec;
}

} // namespace

Checkpoint importWeights(const std::string& path, const ModelSpec& whole, const DataReference& data)
{
    SafetensorsFile file(path);
    const std::string prefix = prefixOf(file.tensors());
    const ModelSpec spec = specIn(file.tensors(), prefix, whole, data.shape);
    const Autoencoder model(spec, data.shape);
    std::set<std::string> known;
    for (const Parameter& parameter : model.parameters()) {
        const std::string name = prefix + parameter.name;
        if (file.tensors().count(name) == 0)
            throw Error(path + ": expected the tensor " + name + " of the model " + spec.name + ", found "
                + someOf(file.tensors()));
        (void)file.check(name, parameter.shape);
        known.insert(name);
    }
    for (const auto& [name, info] : file.tensors()) {
        if (known.count(name) == 0 && !isCountOfBatches(name, known))
            throw Error(path + ": expected the tensors of the model " + spec.name + " alone, found " + name);
    }
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    for (const Parameter& parameter : model.parameters()) {
        const FloatVector values = file.roundedFloats(prefix + parameter.name);
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
            throw Error(path + ": " + parameter.name + ": expected finite numbers, found one that is not");
        parameter.scatter(values.data(), flat);
    }
    return untrainedRun(spec, data, std::move(flat));
}

} // namespace isthmus
