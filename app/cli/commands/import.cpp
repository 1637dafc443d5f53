// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/io/Presets.h"
#include "core/io/RunFile.h"
#include "core/io/WeightsImport.h"
#include "core/io/onnx/OnnxImport.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <optional>

namespace isthmus {

namespace {

/// The header of a safetensors file begins behind eight bytes of its length, with a brace.
bool isSafetensors(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": cannot be read: " + file.errorString().toStdString());
    const QByteArray start = file.read(9);
    return start.size() == 9 && start[8] == '{';
}

std::optional<DataReference> chosenData(const Arguments& arguments)
{
    if (!arguments.has("data"))
        return std::nullopt;
    const auto data = openData(arguments, arguments.required("data"));
    return DataReference{data->name, data->fingerprint(), data->shape, data->scaling, {}, data->reading};
}

/// The model file beside the weights, unless --model names one.
std::string modelOf(const Arguments& arguments, const std::string& path)
{
    if (arguments.has("model"))
        return arguments.required("model");
    const QFileInfo file(QString::fromStdString(path));
    const QString beside = file.path() + '/' + file.completeBaseName() + ".json";
    if (!QFileInfo::exists(beside))
        throw Error(path + ": expected its model in " + beside.toStdString() + " or by --model, found neither");
    return beside.toStdString();
}

Checkpoint imported(const Arguments& arguments, const std::string& path)
{
    if (!isSafetensors(path)) {
        if (arguments.has("model"))
            throw UsageError("--model is for safetensors files; an ONNX file holds its model");
        return importOnnx(path, arguments.text("decoder", ""), chosenData(arguments));
    }
    if (arguments.has("decoder"))
        throw UsageError("--decoder is for ONNX files; a safetensors file holds both parts");
    const auto data = chosenData(arguments);
    if (!data)
        throw UsageError("import of a safetensors file needs --data");
    return importWeights(path, loadPreset(modelOf(arguments, path)).model, *data);
}

void run(const Arguments& arguments)
{
    const std::string path = arguments.positional().front();
    const std::string out = arguments.required("out");
    requireOtherFile(arguments, "out", out, "data");
    requireOtherFile(arguments, "out", out, "decoder");
    const QString source = QFileInfo(QString::fromStdString(path)).canonicalFilePath();
    if (!source.isEmpty() && source == QFileInfo(QString::fromStdString(out)).canonicalFilePath())
        throw UsageError("--out " + out + " is the file to import; choose another one");
    requireWritable(out);
    const Checkpoint run = imported(arguments, path);
    writeRunFile(out, run);
    const Autoencoder model(run.model, run.data.shape);
    if (arguments.has("json")) {
        return printJson({{"out", json(out)}, {"model", json(run.model.name)}, {"latent", model.latentDim()},
            {"variational", model.isVariational()}, {"loss", model.loss().name},
            {"parameters", static_cast<qint64>(model.parameterCount())}, {"data", json(run.data.name)},
            {"layers", layersJson(model)}});
    }
    printRows({{"run", out}, {"model", run.model.name}, {"code", grouped(model.latentDim()) + " dimensions"},
        {"loss", model.loss().label}, {"data", run.data.name + ", images of " + run.data.shape.text()}});
    std::printf("\n");
    printLayers(model);
}

} // namespace

Command importCommand()
{
    const Options options{
        {"out", "RUN", "run file to write: of a run that has not begun, with these weights"},
        {"decoder", "decoder.onnx", "the decoder, where FILE is an encoder alone"},
        {"model", "M",
            "model of a safetensors file with tensors as in a run file: preset or JSON (default: the .json file beside "
            "it)"},
    };
    return {"import", {"FILE"}, "--data D --out RUN", "an autoencoder trained elsewhere, from ONNX or safetensors",
        joined({options, dataOptions("what an exported run says"), outputOptions()}), run};
}

} // namespace isthmus
