// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Run.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxExport.h"
#include "core/exchange/onnx/OnnxWriter.h"

namespace isthmus {

namespace {

struct Part
{
    OnnxPart part;
    const char* name;
};

Part chosenPart(const Arguments& arguments, const ModelSpec& model)
{
    if (arguments.has("encoder"))
        requireEncoder(model);
    if (!model.hasEncoder())
        return {OnnxPart::Decoder, "decoder"};
    if (arguments.has("encoder"))
        return {OnnxPart::Encoder, "encoder"};
    return arguments.has("decoder") ? Part{OnnxPart::Decoder, "decoder"} : Part{OnnxPart::Whole, "whole"};
}

/// "N x 1 x 28 x 28"
std::string dimsText(const OnnxValue& value)
{
    std::string text = "N";
    for (std::size_t axis = 1; axis < value.dims.size(); ++axis)
        text += " x " + std::to_string(value.dims[axis]);
    return text;
}

QJsonArray valuesJson(const std::vector<OnnxValue>& values)
{
    QJsonArray list;
    for (const OnnxValue& value : values) {
        QJsonArray dims{QStringLiteral("N")};
        for (std::size_t axis = 1; axis < value.dims.size(); ++axis)
            dims.append(static_cast<qint64>(value.dims[axis]));
        list.append(QJsonObject{{"name", json(value.name)}, {"shape", dims}});
    }
    return list;
}

void runExport(const Arguments& arguments)
{
    if (arguments.has("encoder") && arguments.has("decoder"))
        throw UsageError("--encoder and --decoder exclude each other; without both the whole model is written");
    const std::string out = requiredFile(arguments, "onnx", {".onnx"});
    const Run trained = readRun(arguments.positional().front());
    requireFree("onnx", out, trained.state.data.name, trained.path);
    const Part part = chosenPart(arguments, trained.state.model);
    const OnnxModel model = onnxModel(trained.state, part.part);
    writeOnnx(out, model);
    const std::string& scaling = model.metadata.at("isthmus.scaling");
    const std::string& hash = model.metadata.at("isthmus.run");
    if (arguments.has("json")) {
        return printJson({{"onnx", json(out)}, {"part", part.name}, {"opset", static_cast<qint64>(model.opset)},
            {"inputs", valuesJson(model.inputs)}, {"outputs", valuesJson(model.outputs)}, {"scaling", json(scaling)},
            {"run", json(hash)}});
    }
    std::vector<Row> rows{
        {"file", out}, {"part", part.name}, {"opset", std::to_string(model.opset)}, {"scaling", scaling}};
    for (const OnnxValue& value : model.inputs)
        rows.push_back({"input", value.name + ": " + dimsText(value)});
    for (const OnnxValue& value : model.outputs)
        rows.push_back({"output", value.name + ": " + dimsText(value)});
    rows.push_back({"run", hash});
    printRows(rows);
}

} // namespace

Command exportCommand()
{
    const Options options{
        {"onnx", "model.onnx",
            "ONNX file to write, opset 13: image, N x channels x height x width, on the model's scale; code (mu and "
            "log_var of a VAE), N x latent dimensions; reconstruction, the decoder's mean from mu"},
        {"encoder", "", "the encoder alone: image to code"},
        {"decoder", "", "the decoder alone: code to image; a run without an encoder is always written so"},
    };
    return {"export", {"RUN"}, "--onnx model.onnx", "the model for other programs: encoder and decoder in one graph",
        joined({options, outputOptions()}), runExport};
}

} // namespace isthmus
