// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/graphImages.h"
#include "core/exchange/onnx/modelParts.h"
#include "core/files/JsonFields.h"
#include "core/models/Autoencoder.h"
#include "core/runs/SpecJson.h"

#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

ModelSpec specOf(const ModelParts& parts, const std::string& name)
{
    ModelSpec spec;
    spec.name = name;
    spec.title = name;
    for (std::size_t i = 0; i < parts.layers.size(); ++i)
        (i < parts.encoderLayers ? spec.encoder : spec.decoder).push_back(parts.layers[i].spec);
    if (parts.code.size() > 0) {
        spec.bottleneck = Bottleneck::NoEncoder;
        spec.code = parts.code;
    }
    if (parts.heads) {
        spec.bottleneck = Bottleneck::Gaussian;
        spec.latentDim = static_cast<int>(parts.heads->mu.units);
    }
    return spec;
}

/// The layers that were built have the shapes that the operators have.
void checkShapes(const Autoencoder& model, const ModelParts& parts)
{
    for (const LayerInfo& info : model.layers()) {
        if (info.part != "encoder" && info.part != "decoder")
            continue;
        const std::size_t offset = info.part == "encoder" ? 0 : parts.encoderLayers;
        const ChainLayer& layer = parts.layers[offset + static_cast<std::size_t>(info.entry)];
        const Shape& found = info.output;
        const Shape& expected = layer.output;
        if (found.channels != expected.channels || found.height != expected.height || found.width != expected.width)
            throw Error(layer.node + ": expected an output of " + expected.text()
                + ", found that a layer can only give " + found.text());
    }
}

/// Weights and biases by the names of Parameter.
std::map<std::string, const FloatVector*> tensorsOf(const ModelParts& parts)
{
    std::map<std::string, const FloatVector*> tensors;
    for (std::size_t i = 0; i < parts.layers.size(); ++i) {
        const bool before = i < parts.encoderLayers;
        const std::string name =
            (before ? "encoder." : "decoder.") + std::to_string(before ? i : i - parts.encoderLayers);
        tensors[name + ".weight"] = &parts.layers[i].weight;
        tensors[name + ".bias"] = &parts.layers[i].bias;
        tensors[name + ".running_mean"] = &parts.layers[i].mean;
        tensors[name + ".running_var"] = &parts.layers[i].variance;
    }
    if (parts.heads) {
        tensors["mu.weight"] = &parts.heads->mu.weight;
        tensors["mu.bias"] = &parts.heads->mu.bias;
        tensors["log_var.weight"] = &parts.heads->logVar.weight;
        tensors["log_var.bias"] = &parts.heads->logVar.bias;
    }
    return tensors;
}

FloatVector parametersOf(const Autoencoder& model, const ModelParts& parts)
{
    const auto tensors = tensorsOf(parts);
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    for (const Parameter& parameter : model.parameters()) {
        const FloatVector& values = *tensors.at(parameter.name);
        if (std::ssize(values) != parameter.size())
            throw Error(parameter.name + ": expected " + grouped(parameter.size()) + " numbers, found "
                + grouped(std::ssize(values)));
        parameter.scatter(values.data(), flat);
    }
    return flat;
}

bool endsInSigmoid(const ModelSpec& spec)
{
    for (auto layer = spec.decoder.rbegin(); layer != spec.decoder.rend(); ++layer) {
        if (layer->type != "reshape" && layer->type != "flatten")
            return layer->type == "sigmoid";
    }
    return false;
}

/// What an exported run says of its data.
std::optional<DataReference> storedData(const OnnxModel& model)
{
    const auto text = model.metadata.find("isthmus.data");
    if (text == model.metadata.end())
        return std::nullopt;
    return dataFromJson(parseJsonObject(QByteArray::fromStdString(text->second), "isthmus.data"), "isthmus.data");
}

/// Does a scaling hold for images of this shape, too? Numbers of its own for each channel or column need the same one.
bool holdsFor(const DataReference& stored, Shape shape)
{
    return stored.scaling.each.empty() || stored.shape.hasExtentsOf(shape);
}

std::string filesText(const std::string& path, const std::string& decoderPath)
{
    return path + (decoderPath.empty() ? "" : " and " + decoderPath);
}

DataReference dataFor(
    const OnnxModel& model, bool isEncoder, const std::optional<DataReference>& given, ImportReport& report)
{
    const std::optional<DataReference> stored = storedData(model);
    if (!given)
        return stored ? *stored : DataReference{"", "", imageOf(model, isEncoder), Scaling{1, 0}, {}};
    DataReference reference = *given;
    if (!stored || given->reading.scale != ReadOptions::Scale::Auto)
        return reference;
    if (holdsFor(*stored, given->shape))
        reference.scaling = stored->scaling;
    else
        report.notices.push_back("the file's scaling is for images of " + stored->shape.text()
            + ", number by number: that of the data was taken");
    return reference;
}

} // namespace

Checkpoint untrainedRun(const ModelSpec& model, const DataReference& data, FloatVector parameters)
{
    Checkpoint run;
    run.model = model;
    run.data = data;
    run.knobs = knobsOf(run.training);
    run.parameters = std::move(parameters);
    run.optimizer = makeOptimizerState(optimizerType(run.training.optimizer), run.parameters.size());
    return run;
}

Checkpoint runFromOnnx(const OnnxModel& encoder, const OnnxModel* decoder, const std::optional<DataReference>& data,
    const std::string& name, const std::string& code, ImportReport* report)
{
    ImportReport ofData;
    const DataReference reference = dataFor(encoder, decoder != nullptr, data, ofData);
    ImportReport found;
    const ModelParts parts = partsOf({encoder, decoder, code}, reference.shape, found);
    found.notices.insert(found.notices.end(), ofData.notices.begin(), ofData.notices.end());
    ModelSpec spec = specOf(parts, name);
    const Autoencoder model(spec, reference.shape);
    checkShapes(model, parts);
    FloatVector parameters = parametersOf(model, parts);
    if (spec.isVariational() && endsInSigmoid(spec))
        spec = withLoss(spec, "bce");
    if (report != nullptr)
        *report = std::move(found);
    return untrainedRun(spec, reference, std::move(parameters));
}

Checkpoint importOnnx(const std::string& path, const std::string& decoderPath, const std::optional<DataReference>& data,
    const std::string& code, ImportReport* report)
{
    const OnnxModel encoder = readOnnx(path);
    const std::optional<OnnxModel> decoder =
        decoderPath.empty() ? std::nullopt : std::optional<OnnxModel>(readOnnx(decoderPath));
    const QString name = QFileInfo(QString::fromStdString(path)).completeBaseName();
    try {
        return runFromOnnx(encoder, decoder ? &*decoder : nullptr, data, name.toStdString(), code, report);
    } catch (const CodeError& error) {
        throw CodeError(filesText(path, decoderPath) + ": " + error.what());
    } catch (const Error& error) {
        throw Error(filesText(path, decoderPath) + ": " + error.what());
    }
}

} // namespace isthmus
