// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/exchange/ModelImport.h"
#include "core/models/trainedCount.h"
#include "core/runs/FoundData.h"
#include "core/runs/RunFile.h"
#include "core/train/outputHint.h"

#include <QFileInfo>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

namespace {

/// A run that has not begun, and what was told of the data.
struct Imported
{
    Checkpoint run;
    std::vector<std::string> notices;
    ImportReport report{};
};

Imported imported(const Arguments& arguments, const std::string& path)
{
    const ImportSource source{
        path, arguments.text("decoder", ""), arguments.text("model", ""), arguments.text("code", "")};
    const bool hasTensors = holdsWeights(path);
    if (!hasTensors && arguments.has("model"))
        throw UsageError("--model is for files of weights alone; an ONNX file holds its model");
    if (hasTensors && arguments.has("decoder"))
        throw UsageError("--decoder is for ONNX files; a file of weights holds all parts");
    if (hasTensors && arguments.has("code"))
        throw UsageError("--code is for ONNX files; the model of weights alone says where its code is");
    if (hasTensors && !arguments.has("data"))
        throw UsageError("import of weights alone (safetensors, PyTorch) needs --data");
    Imported result;
    if (!arguments.has("data")) {
        result.run = importModel(source, std::nullopt, &result.report);
    } else {
        const std::shared_ptr<const Dataset> data = openDataUntold(arguments, arguments.required("data"));
        result.run = importModel(source, referenceTo(*data), &result.report);
        result.notices = noticesOf(*withScaling(data, result.run.data.scaling));
        tell(*data, result.notices);
        result.report.notices.push_back(scaleMismatch(result.run.data, *data));
        result.report.notices.push_back(
            outputHint(result.run.model, result.run.data.scaling, result.run.data.reading.scale));
        std::erase(result.report.notices, std::string());
    }
    if (result.report.isCodeGuessed)
        result.report.notices.push_back("--code NAME takes another value for the code than the one that was guessed");
    for (const std::string& notice : result.report.notices) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), notice.c_str());
        result.notices.push_back(notice);
    }
    return result;
}

/// What is told to choose another code is told how.
Imported importedOrTold(const Arguments& arguments, const std::string& path)
{
    try {
        return imported(arguments, path);
    } catch (const CodeError& error) {
        throw Error(std::string(error.what()) + " (--code NAME)");
    }
}

void runImport(const Arguments& arguments)
{
    const std::string path = arguments.positional().front();
    const std::string out = arguments.required("out");
    requireOtherFile(arguments, "out", out, "data");
    requireOtherFile(arguments, "out", out, "decoder");
    const QString source = QFileInfo(QString::fromStdString(path)).canonicalFilePath();
    if (!source.isEmpty() && source == QFileInfo(QString::fromStdString(out)).canonicalFilePath())
        throw UsageError("--out " + out + " is the file to import; choose another one");
    requireWritable(out);
    const auto [run, notices, report] = importedOrTold(arguments, path);
    requireFree("out", out, run.data.name, {});
    writeRunFile(out, run);
    const Autoencoder model(run.model, run.data.shape);
    if (arguments.has("json")) {
        return printJson({{"out", json(out)}, {"model", json(run.model.name)}, {"latent", model.latentDim()},
            {"encoder", model.hasEncoder()}, {"variational", model.isVariational()}, {"loss", model.loss().name},
            {"parameters", static_cast<qint64>(trainedCount(model.parameters()))}, {"data", json(run.data.name)},
            {"scaling", json(scalingWords(run.data.scaling))}, {"layers", layersJson(model)},
            {"code", json(report.code)}, {"heads", json(report.heads)}, {"notices", json(notices)}});
    }
    const std::string place = report.code.empty() ? "" : ": " + report.code;
    printRows({{"run", out}, {"model", run.model.name}, {"code", grouped(model.latentDim()) + " dimensions" + place},
        {"heads", report.heads.empty() ? "none" : report.heads}, {"loss", model.loss().label},
        {"data", dataText(run.data)}, {"scaling", scalingWords(run.data.scaling)}});
    if (!model.hasEncoder())
        std::printf("a decoder alone: it can be explored, but not trained\n");
    std::printf("\n");
    printLayers(model);
}

} // namespace

Command importCommand()
{
    const Options options{
        {"out", "RUN", "run file to write: of a run that has not begun, with these weights"},
        {"decoder", "decoder.onnx", "the decoder, where FILE is an encoder alone"},
        {"code", "NAME",
            "value of an ONNX file that is the code (default: an output of that name or the narrowest, else a guess)"},
        {"model", "M",
            "model of weights alone, with tensors as in a run file: preset or JSON (default: the .json file beside "
            "them)"},
    };
    return {"import", {"FILE"}, "--data D --out RUN",
        "an autoencoder or a decoder trained elsewhere, from ONNX, safetensors or weights of PyTorch (.pt)",
        joined({options, dataOptions("what an exported run says; else none, to explore alone"), outputOptions()}),
        runImport};
}

} // namespace isthmus
