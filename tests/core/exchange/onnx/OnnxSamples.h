// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Latent.h"
#include "core/exchange/onnx/OnnxExport.h"
#include "core/models/Autoencoder.h"
#include "core/runs/Presets.h"
#include "tests/core/runs/RunSamples.h"

namespace isthmus {

/// A run at its beginning: fresh weights, and biases that are not 0, so that none can be forgotten.
inline Checkpoint freshRun(const ModelSpec& spec, Shape shape)
{
    Checkpoint run;
    run.model = spec;
    run.data = {"pictures", "0123456789abcdef", shape, {1.0 / 255, 0}, {}};
    const Autoencoder model(spec, shape);
    run.parameters = model.initialise(5);
    const FloatVector noise = sampleNumbers(run.parameters.size(), 0.3);
    for (std::size_t i = 0; i < noise.size(); ++i)
        run.parameters[i] += 0.03F * noise[i];
    run.optimizer = makeOptimizerState(optimizerType(run.training.optimizer), run.parameters.size());
    return run;
}

/// A plain model of these lists.
inline ModelSpec plainModel(std::vector<LayerSpec> encoder, std::vector<LayerSpec> decoder)
{
    ModelSpec spec;
    spec.name = "plain";
    spec.encoder = std::move(encoder);
    spec.decoder = std::move(decoder);
    return spec;
}

struct NamedModel
{
    std::string name;
    ModelSpec spec;
    Shape shape;
};

/// Models in which each type of layer stands somewhere, and lists of numbers become pictures in every way.
inline std::vector<NamedModel> layerModels()
{
    const LayerSpec flatten{"flatten", {}};
    const LayerSpec small{"dense", {{"units", 5}}};
    const LayerSpec whole{"dense", {{"units", kAsData}}};
    const LayerSpec picture{"reshape", {}};
    const LayerSpec one{"reshape", {{"channels", 1}, {"height", 2}, {"width", 3}}};
    const Shape colour{3, 6, 4};
    std::vector<NamedModel> models;
    for (const LayerType& type : layerTypes())
        if (type.isActivation || type.name == std::string("dropout"))
            models.push_back({type.name, plainModel({flatten, small, {type.name, {}}}, {whole, picture}), colour});
    models.push_back({"pooling",
        plainModel({{"conv", {{"channels", 4}, {"kernel", 5}, {"padding", 2}}}, {"leaky-relu", {{"slope", 0.3}}},
                       {"max-pool", {{"kernel", 3}, {"padding", 1}}}, {"elu", {{"alpha", 0.4}}},
                       {"avg-pool", {{"kernel", 2}, {"stride", 1}}}, small},
            {whole, picture, {"gelu", {}}, {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"padded average pooling",
        plainModel({{"avg-pool", {{"kernel", 3}, {"padding", 1}}}, flatten, small}, {whole}), colour});
    models.push_back({"upsampling",
        plainModel({{"conv", {{"channels", 4}, {"stride", 2}}}, {"silu", {}}},
            {{"upsample", {}}, {"conv", {{"channels", kAsData}}}, {"sigmoid", {}}}),
        colour});
    models.push_back({"bilinear upsampling",
        plainModel({{"conv", {{"channels", 4}, {"stride", 2}}}, {"silu", {}}},
            {{"bilinear", {}}, {"conv", {{"channels", kAsData}}}, {"sigmoid", {}}}),
        colour});
    models.push_back({"bilinear upsampling from corner to corner",
        plainModel({{"conv", {{"channels", 4}, {"stride", 2}}}, {"silu", {}}},
            {{"bilinear", {{"corners", 1}}}, {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"pixel shuffle",
        plainModel({{"conv", {{"channels", 8}, {"stride", 2}}}, {"mish", {}}},
            {{"conv", {{"channels", 12}}}, {"pixel-shuffle", {}}}),
        colour});
    models.push_back({"pixel shuffle, depth first",
        plainModel({{"conv", {{"channels", 8}, {"stride", 2}}}, {"mish", {}}},
            {{"conv", {{"channels", 12}}}, {"pixel-shuffle", {{"depth", 1}}}}),
        colour});
    models.push_back({"pixel unshuffle",
        plainModel({{"pixel-unshuffle", {}}, {"conv", {{"channels", 1}}}},
            {{"conv", {{"channels", 12}}}, {"pixel-shuffle", {}}, {"pixel-unshuffle", {{"depth", 1}}},
                {"pixel-shuffle", {{"depth", 1}}}}),
        colour});
    models.push_back({"other sizes",
        plainModel({{"conv", {{"channels", 4}, {"stride", 2}}}, {"silu", {}}},
            {{"upsample", {{"height", 5}, {"width", 3}}}, {"conv", {{"channels", 4}}},
                {"bilinear", {{"height", 6}, {"width", 4}, {"corners", 2}}}, {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"limits",
        plainModel({flatten, small, {"clamp", {{"minimum", -0.3}, {"maximum", 0.4}}}},
            {whole, {"clamp", {{"minimum", 0}, {"maximum", 1}}}, picture}),
        colour});
    models.push_back({"groups and dilation",
        plainModel({{"conv", {{"channels", 6}, {"groups", 3}}}, {"hard-swish", {}},
                       {"conv", {{"channels", 6}, {"groups", 6}, {"dilation", 2}, {"padding", 2}}}, small},
            {{"dense", {{"units", 36}}}, {"reshape", {{"channels", 6}, {"height", 3}, {"width", 2}}},
                {"conv-transpose", {{"channels", 6}, {"kernel", 4}, {"groups", 3}}}, {"elu", {}},
                {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"rectangles",
        plainModel({{"conv", {{"channels", 4}, {"kernel-width", 1}, {"padding-width", 0}, {"stride-width", 2}}},
                       {"max-pool", {{"kernel-width", 1}, {"stride-width", 1}}}, small},
            {{"dense", {{"units", 12}}}, {"reshape", {{"channels", 3}, {"height", 2}, {"width", 2}}},
                {"upsample", {{"factor", 3}, {"factor-width", 2}}}, {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"padding and cropping",
        plainModel(
            {{"pad", {{"top", 0}, {"left", 0}}}, {"conv", {{"channels", 4}, {"stride", 2}, {"padding", 0}}}, small},
            {{"dense", {{"units", 24}}}, {"reshape", {{"channels", 4}, {"height", 3}, {"width", 2}}},
                {"conv-transpose", {{"channels", kAsData}, {"padding", 0}, {"output-padding", 0}}},
                {"pad", {{"top", -1}, {"bottom", 0}, {"left", 0}, {"right", -1}}}}),
        colour});
    models.push_back({"reflection",
        plainModel({{"pad", {{"with", 2}}}, {"conv", {{"channels", 4}, {"padding", 0}}}, small}, {whole, picture}),
        colour});
    models.push_back({"slopes of channels",
        plainModel({{"conv", {{"channels", 4}}}, {"prelu", {}}, small, {"prelu", {}}},
            {whole, {"prelu", {}}, picture, {"prelu", {{"shared", 1}}}, {"conv", {{"channels", kAsData}}}}),
        colour});
    models.push_back({"output padding",
        plainModel({{"conv", {{"channels", 4}, {"stride", 2}, {"kernel", 5}}}, {"relu", {}}},
            {{"conv-transpose", {{"channels", kAsData}, {"kernel", 5}}}}),
        {3, 7, 8}});
    models.push_back(
        {"list becomes picture", plainModel({{"dense", {{"units", 6}}}}, {one, {"tanh", {}}, whole}), colour});
    models.push_back({"picture becomes another",
        plainModel({{"reshape", {{"channels", 2}, {"height", 4}, {"width", 9}}}, {"conv", {{"channels", 2}}}, flatten,
                       {"reshape", {{"channels", 72}, {"height", 1}, {"width", 1}}}, small},
            {whole, {"reshape", {{"channels", 4}, {"height", 2}, {"width", 9}}}, {"relu", {}}}),
        colour});
    ModelSpec heads = plainModel({}, {whole});
    heads.bottleneck = Bottleneck::Gaussian;
    heads.latentDim = 3;
    heads.loss = "bce";
    models.push_back({"heads alone", heads, colour});
    return models;
}

/// Models with normalisations of pictures, of lists, of pictures that were flattened and of lists that become pictures.
inline std::vector<NamedModel> normModels()
{
    const LayerSpec flatten{"flatten", {}};
    const LayerSpec small{"dense", {{"units", 5}}};
    const LayerSpec whole{"dense", {{"units", kAsData}}};
    const LayerSpec picture{"reshape", {}};
    const Shape colour{3, 6, 4};
    std::vector<NamedModel> models;
    for (const char* norm : {"batch-norm", "layer-norm", "group-norm"}) {
        const LayerSpec entry{norm, {}};
        models.push_back({std::string(norm) + " of pictures",
            plainModel({{"conv", {{"channels", 4}}}, entry, {"relu", {}}, small, entry},
                {whole, picture, entry, {"conv", {{"channels", kAsData}}}}),
            colour});
        models.push_back({std::string(norm) + " of lists",
            plainModel({small, entry, {"tanh", {}}}, {small, entry, {"tanh", {}}, whole, picture}), colour});
    }
    const LayerSpec ofPixels{"layer-norm", {{"pixels", 1}, {"epsilon", 0.01}}};
    models.push_back({"layer-norm of pixels",
        plainModel({{"conv", {{"channels", 4}}}, ofPixels, {"relu", {}}, small, ofPixels},
            {whole, picture, {"conv", {{"channels", 5}}}, ofPixels, {"conv", {{"channels", kAsData}}}}),
        colour});
    for (const char* norm : {"batch-norm", "layer-norm"}) {
        models.push_back({std::string(norm) + " before a reshape",
            plainModel({small, {"tanh", {}}}, {whole, {norm, {}}, {"tanh", {}}, picture}), colour});
        models.push_back({std::string(norm) + " behind a flatten",
            plainModel({{"conv", {{"channels", 4}}}, flatten, {norm, {}}, small}, {whole, {norm, {}}}), colour});
    }
    models.push_back({"groups of channels",
        plainModel({{"conv", {{"channels", 6}}}, {"group-norm", {{"groups", 3}, {"epsilon", 0.01}}}, small},
            {{"dense", {{"units", 12}}}, {"group-norm", {{"groups", 4}}}, whole}),
        colour});
    return models;
}

/// Each preset for grey pictures and for colour pictures of an odd size.
inline std::vector<NamedModel> presetModels()
{
    std::vector<NamedModel> models;
    for (const std::string& name : presetNames()) {
        models.push_back({name, loadPreset(name).model, {1, 28, 28}});
        models.push_back({name + ", colour", loadPreset(name).model, {3, 9, 14}});
    }
    return models;
}

/// Pictures with values in 0..1, features x samples.
inline Batch samplePictures(Shape shape, Index count)
{
    Batch batch(shape.size(), count);
    const FloatVector noise = sampleNumbers(static_cast<std::size_t>(shape.size() * count), 0.7);
    for (Index feature = 0; feature < shape.size(); ++feature)
        for (Index sample = 0; sample < count; ++sample)
            batch.row(feature)[sample] = 0.5F + 0.5F * noise[static_cast<std::size_t>(feature * count + sample)];
    return batch;
}

/// The results of our engine for some pictures, samples x numbers: codes as files have them, pictures by channel, row,
/// column.
struct OwnResults
{
    Matrix pictures;
    Matrix codes;
    Matrix logVar; ///< log variance of a variational model
    Matrix reconstructions;
};

inline OwnResults ownResults(const Checkpoint& run, const Batch& pictures)
{
    const Autoencoder model(run.model, run.data.shape);
    ThreadPool pool(1);
    Workspace workspace;
    Batch code;
    Batch logVar;
    Batch output;
    model.encode(run.parameters, pictures, code, &logVar, workspace, pool);
    model.decode(run.parameters, code, output, workspace, pool);
    const Shape shape = model.inputShape();
    return {codesForFile(shape, Matrix(pictures.view().transpose())),
        codesForFile(model.codeShape(), Matrix(code.view().transpose())),
        model.isVariational() ? Matrix(logVar.view().transpose()) : Matrix(),
        codesForFile(shape, Matrix(output.view().transpose()))};
}

/// Every preset, and models of each layer.
inline std::vector<NamedModel> sampleModels()
{
    std::vector<NamedModel> all = presetModels();
    for (const std::vector<NamedModel>& more : {layerModels(), normModels()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Largest absolute difference of two elements; that of matrices of different extents is beyond any tolerance.
inline float difference(const Matrix& a, const Matrix& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols())
        return 1e9F;
    return a.size() == 0 ? 0 : (a - b).cwiseAbs().maxCoeff();
}

} // namespace isthmus
