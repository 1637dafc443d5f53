// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"

#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/files/Safetensors.h"
#include "core/runs/RunHistory.h"
#include "core/runs/SpecJson.h"
#include "core/runs/StateJson.h"

#include <QJsonDocument>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <set>

namespace isthmus {

namespace {

constexpr const char* kState = "isthmus.state";
constexpr const char* kLast = "last.";

std::string jsonText(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject metadataObject(const SafetensorsFile& file, const char* key)
{
    return parseJsonObject(QByteArray::fromStdString(file.metadataText(key)), file.path() + ": " + key);
}

std::string slotPrefix(const std::string& slot)
{
    return "optimizer." + slot + ".";
}

/// The tensors that an optimiser has moments of: all but the buffers.
std::vector<Parameter> trainedOf(const Autoencoder& model)
{
    std::vector<Parameter> trained = model.parameters();
    trained.erase(std::remove_if(trained.begin(), trained.end(), [](const Parameter& each) { return each.isBuffer; }),
        trained.end());
    return trained;
}

void appendTensors(const std::string& prefix, const std::vector<Parameter>& parameters, const FloatVector& flat,
    std::vector<TensorSource>& tensors)
{
    for (const Parameter& parameter : parameters) {
        const auto fill = [&parameter, &flat](std::byte* out) {
            const FloatVector values = parameter.gather(flat);
            std::memcpy(out, values.data(), values.size() * sizeof(float));
        };
        tensors.push_back({prefix + parameter.name, TensorType::F32, parameter.shape, fill});
    }
}

/// Every tensor that the model and its optimiser have is there in its shape, and none that they do not have.
void checkTensors(const SafetensorsFile& file, const Autoencoder& model, const OptimizerType& optimizer, bool keepsBest)
{
    std::set<std::string> known;
    const auto expect = [&](const std::string& prefix, const std::vector<Parameter>& parameters) {
        for (const Parameter& parameter : parameters) {
            (void)file.check(prefix + parameter.name, TensorType::F32, parameter.shape);
            known.insert(prefix + parameter.name);
        }
    };
    expect("", model.parameters());
    if (keepsBest)
        expect(kLast, model.parameters());
    for (const std::string& slot : optimizer.moments)
        expect(slotPrefix(slot), trainedOf(model));
    for (const auto& [name, info] : file.tensors()) {
        const std::string part = name.substr(0, name.find('.'));
        const bool isOurs = part == "encoder" || part == "mu" || part == "log_var" || part == "decoder"
            || part == "last" || part == "optimizer";
        if (isOurs && known.count(name) == 0)
            throw Error(file.path() + ": expected the tensors of the model " + model.spec().name + ", found " + name);
    }
}

void readTensors(
    SafetensorsFile& file, const std::string& prefix, const std::vector<Parameter>& parameters, FloatVector& flat)
{
    for (const Parameter& parameter : parameters) {
        const std::string name = prefix + parameter.name;
        const FloatVector values = file.floats(name);
        const auto wrong =
            std::find_if_not(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
        if (wrong != values.end()) {
            throw Error(file.path() + ": tensor " + name + ": expected finite numbers, found "
                + shortNumber(static_cast<double>(*wrong)) + " at " + grouped(wrong - values.begin()));
        }
        parameter.scatter(values.data(), flat);
    }
}

Autoencoder buildModel(const std::string& path, const Checkpoint& checkpoint)
{
    try {
        return {checkpoint.model, checkpoint.data.shape};
    } catch (const Error& error) {
        throw Error(path + ": isthmus.model: " + error.what());
    }
}

void readSpecs(const SafetensorsFile& file, Checkpoint& checkpoint)
{
    const auto read = [&file](const char* key, auto parse) {
        return parse(metadataObject(file, key), file.path() + ": " + key);
    };
    checkpoint.model = read("isthmus.model", modelFromJson);
    checkpoint.training = read("isthmus.training", trainingFromJson);
    checkpoint.data = read("isthmus.data", dataFromJson);
}

} // namespace

void writeRunFile(const std::string& path, const Checkpoint& checkpoint)
{
    if (checkpoint.terms.data() != autoencoderTerms().data())
        throw Error(path + ": expected the run of an autoencoder, which is all that a run file holds, found another");
    const Autoencoder model(checkpoint.model, checkpoint.data.shape);
    const OptimizerType& optimizer = optimizerType(checkpoint.training.optimizer);
    assert(static_cast<Index>(checkpoint.parameters.size()) == model.parameterCount());
    assert(checkpoint.optimizer.moments.size() == optimizer.moments.size());

    const std::vector<Parameter> trained = trainedOf(model);
    std::vector<TensorSource> tensors;
    appendTensors("", model.parameters(), checkpoint.result(), tensors);
    if (checkpoint.best.parameters)
        appendTensors(kLast, model.parameters(), checkpoint.parameters, tensors);
    for (std::size_t slot = 0; slot < optimizer.moments.size(); ++slot)
        appendTensors(slotPrefix(optimizer.moments[slot]), trained, checkpoint.optimizer.moments[slot], tensors);
    appendHistory(checkpoint, tensors);
    writeSafetensors(path,
        {{"isthmus.model", jsonText(toJson(checkpoint.model))},
            {"isthmus.training", jsonText(toJson(checkpoint.training))},
            {"isthmus.data", jsonText(toJson(checkpoint.data))}, {kState, jsonText(stateToJson(checkpoint))}},
        std::move(tensors));
}

Checkpoint readRunFile(const std::string& path)
{
    SafetensorsFile file(path);
    const QJsonObject state = metadataObject(file, kState);
    const std::string where = path + ": " + kState;
    (void)originFromJson(state, where);

    Checkpoint checkpoint;
    readSpecs(file, checkpoint);
    stateFromJson(state, where, checkpoint);
    const Autoencoder model = buildModel(path, checkpoint);
    const OptimizerType& optimizer = optimizerType(checkpoint.training.optimizer);
    const bool keepsBest = checkpoint.best.parameters != nullptr;
    checkTensors(file, model, optimizer, keepsBest);
    readHistory(file, checkpoint);

    const auto count = static_cast<std::size_t>(model.parameterCount());
    checkpoint.parameters.resize(count);
    readTensors(file, "", model.parameters(), checkpoint.parameters);
    if (keepsBest) {
        checkpoint.best.parameters = std::make_shared<const FloatVector>(checkpoint.parameters);
        readTensors(file, kLast, model.parameters(), checkpoint.parameters);
    }
    const std::int64_t time = checkpoint.optimizer.time;
    checkpoint.optimizer = makeOptimizerState(optimizer, count);
    checkpoint.optimizer.time = time;
    for (std::size_t slot = 0; slot < optimizer.moments.size(); ++slot)
        readTensors(file, slotPrefix(optimizer.moments[slot]), trainedOf(model), checkpoint.optimizer.moments[slot]);
    return checkpoint;
}

RunOrigin readRunOrigin(const std::string& path)
{
    const SafetensorsFile file(path);
    return originFromJson(metadataObject(file, kState), path + ": " + kState);
}

} // namespace isthmus
