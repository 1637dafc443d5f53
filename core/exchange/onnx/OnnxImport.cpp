// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/GraphWalk.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/graphImages.h"
#include "core/files/JsonFields.h"
#include "core/models/Autoencoder.h"
#include "core/runs/SpecJson.h"

#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

/// The model as it is read: layers before and behind the code, and the heads.
struct Parts
{
    std::vector<ChainLayer> layers;
    std::size_t encoderLayers = 0;
    std::optional<GaussianHeads> heads;
    Shape code; ///< code of a decoder alone; else empty
};

/// Number of layers before the code: those up to the last layer that is as narrow as the narrowest, and behind which
/// weights are still to come.
std::size_t narrowestPlace(const std::vector<ChainLayer>& layers)
{
    const auto hasWeights = [](const ChainLayer& layer) { return !layer.weight.empty(); };
    const auto first = std::find_if(layers.begin(), layers.end(), hasWeights);
    const auto last = std::find_if(layers.rbegin(), layers.rend(), hasWeights).base();
    if (first == layers.end() || last - first < 2)
        throw Error("expected an encoder and a decoder with weights, found fewer than two layers that have any");
    auto best = first;
    for (auto layer = first; layer + 1 < last; ++layer) {
        const bool goesOn = layer == best + 1 && layer->output.size() == best->output.size() && !hasWeights(*layer);
        if (goesOn || layer->output.size() < best->output.size())
            best = layer;
    }
    return static_cast<std::size_t>(best - layers.begin()) + 1;
}

/// The views behind a place belong to what is before it: a code is a feature map where one is made of it.
std::size_t behindViews(const std::vector<ChainLayer>& layers, std::size_t place)
{
    while (place < layers.size() && layers[place].isView())
        ++place;
    return place;
}

std::string followDecoder(const OnnxGraph& graph, LayerChain& chain)
{
    const OnnxValue& input = graph.input();
    const Index extents = std::ssize(input.dims);
    if (extents != 2 && extents != 4)
        throw Error("input '" + input.name + "' of the decoder: expected N x length or a feature map, found "
            + dimsText(input.dims));
    if (extents == 2)
        (void)chain.list();
    const Shape shape = extents == 2 ? Shape::vector(static_cast<int>(chain.size())) : chain.image();
    if (requiredForm(input, shape).channelsLast && !shape.isVector())
        throw Error("input '" + input.name + "' of the decoder: expected a feature map with its channels first");
    return input.name;
}

Parts readParts(const OnnxModel& encoder, const OnnxModel* decoder, Shape shape)
{
    const OnnxGraph graph(encoder);
    const ImageForm form = requiredForm(graph.input(), shape);
    LayerChain chain(shape, form.channelsLast, form.isImage);
    GraphWalk walk(graph, chain);
    walk.follow(graph.input().name);

    Parts parts;
    std::string code;
    if (walk.isAtHeads()) {
        parts.heads = walk.heads();
        parts.encoderLayers = chain.layers().size();
        chain.beginWithCode(Shape::vector(static_cast<int>(parts.heads->mu.units)));
        code = parts.heads->code;
    }
    if (decoder != nullptr) {
        parts.encoderLayers = chain.layers().size();
        chain.beginDecoder();
        const OnnxGraph second(*decoder);
        GraphWalk(second, chain).follow(followDecoder(second, chain));
    } else if (parts.heads) {
        GraphWalk(graph, chain).follow(code);
    } else if (walk.layersAtOutput() > 0 && walk.layersAtOutput() < chain.layers().size()) {
        parts.encoderLayers = walk.layersAtOutput();
    }
    chain.finish();
    parts.layers = std::move(chain.layers());
    if (!parts.heads)
        parts.encoderLayers =
            behindViews(parts.layers, parts.encoderLayers > 0 ? parts.encoderLayers : narrowestPlace(parts.layers));
    return parts;
}

Parts readDecoder(const OnnxModel& model, const OnnxValue& output, Shape shape)
{
    const OnnxGraph graph(model);
    const ImageForm form = requiredForm(output, shape);
    LayerChain chain(shape, form.channelsLast, true);
    chain.beginWithCode(codeOf(graph.input()), graph.input().dims.size() == 4);
    GraphWalk(graph, chain).follow(graph.input().name);
    chain.finish();
    for (const ChainLayer& layer : chain.layers()) {
        const auto padding = layer.spec.values.find("output-padding");
        if (padding != layer.spec.values.end() && padding->second == kAsEncoder)
            throw Error(layer.node + ": expected the same output padding on both axes, found two");
    }
    Parts parts;
    parts.code = chain.code();
    parts.layers = std::move(chain.layers());
    return parts;
}

/// What takes images of another shape than those of the data may be a whole model.
Parts readAsDecoder(const OnnxModel& model, const OnnxValue& output, Shape shape)
{
    try {
        return readDecoder(model, output, shape);
    } catch (const Error& error) {
        const OnnxValue input = OnnxGraph(model).input();
        if (input.dims.size() != 4)
            throw;
        throw Error("'" + input.name + "': expected images of " + shape.text() + ", or a feature map to decode, found "
            + dimsText(input.dims) + " (" + error.what() + ')');
    }
}

Parts partsOf(const OnnxModel& model, Shape shape)
{
    const std::optional<ImageForm> form = formOf(OnnxGraph(model).input(), shape);
    const OnnxValue* images = imageOutput(model, shape);
    if (!form && images != nullptr)
        return readAsDecoder(model, *images, shape);
    try {
        return readParts(model, nullptr, shape);
    } catch (const Error&) {
        if (!form || form->isImage || images == nullptr)
            throw;
        try { // a list as long as an image may be a code
            return readDecoder(model, *images, shape);
        } catch (const Error&) {
        }
        throw;
    }
}

ModelSpec specOf(const Parts& parts, const std::string& name)
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
void checkShapes(const Autoencoder& model, const Parts& parts)
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
std::map<std::string, const FloatVector*> tensorsOf(const Parts& parts)
{
    std::map<std::string, const FloatVector*> tensors;
    for (std::size_t i = 0; i < parts.layers.size(); ++i) {
        const bool before = i < parts.encoderLayers;
        const std::string name =
            (before ? "encoder." : "decoder.") + std::to_string(before ? i : i - parts.encoderLayers);
        tensors[name + ".weight"] = &parts.layers[i].weight;
        tensors[name + ".bias"] = &parts.layers[i].bias;
    }
    if (parts.heads) {
        tensors["mu.weight"] = &parts.heads->mu.weight;
        tensors["mu.bias"] = &parts.heads->mu.bias;
        tensors["log_var.weight"] = &parts.heads->logVar.weight;
        tensors["log_var.bias"] = &parts.heads->logVar.bias;
    }
    return tensors;
}

FloatVector parametersOf(const Autoencoder& model, const Parts& parts)
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

DataReference dataFor(const OnnxModel& model, bool isEncoder, const std::optional<DataReference>& given)
{
    const std::optional<DataReference> stored = storedData(model);
    if (!given)
        return stored ? *stored : DataReference{"", "", imageOf(model, isEncoder), Scaling{1, 0}, {}};
    DataReference reference = *given;
    if (stored && given->reading.scale == ReadOptions::Scale::Auto)
        reference.scaling = stored->scaling;
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
    const std::string& name)
{
    const DataReference reference = dataFor(encoder, decoder != nullptr, data);
    const Shape shape = reference.shape;
    const Parts parts = decoder == nullptr ? partsOf(encoder, shape) : readParts(encoder, decoder, shape);
    ModelSpec spec = specOf(parts, name);
    const Autoencoder model(spec, reference.shape);
    checkShapes(model, parts);
    FloatVector parameters = parametersOf(model, parts);
    if (spec.isVariational() && endsInSigmoid(spec))
        spec = withLoss(spec, "bce");
    return untrainedRun(spec, reference, std::move(parameters));
}

Checkpoint importOnnx(const std::string& path, const std::string& decoderPath, const std::optional<DataReference>& data)
{
    const OnnxModel encoder = readOnnx(path);
    const std::optional<OnnxModel> decoder =
        decoderPath.empty() ? std::nullopt : std::optional<OnnxModel>(readOnnx(decoderPath));
    const QString name = QFileInfo(QString::fromStdString(path)).completeBaseName();
    try {
        return runFromOnnx(encoder, decoder ? &*decoder : nullptr, data, name.toStdString());
    } catch (const Error& error) {
        throw Error(path + (decoderPath.empty() ? "" : " and " + decoderPath) + ": " + error.what());
    }
}

} // namespace isthmus
