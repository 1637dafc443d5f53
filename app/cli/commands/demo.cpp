// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"
#include "app/cli/DemoPicture.h"
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/TrainLoop.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/datasets/Datasets.h"
#include "core/files/PictureGrid.h"
#include "core/runs/Presets.h"
#include "core/runs/Provenance.h"

#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <cstdio>

namespace isthmus {

namespace {

constexpr const char* kData = "fashion-mnist";
constexpr const char* kFallbackData = "sprites";
constexpr const char* kPicture = "isthmus-demo.png";

std::shared_ptr<const Dataset> demoData(const Arguments& arguments)
{
    const std::vector<std::string>& files = arguments.positional();
    if (!files.empty() && arguments.has("data"))
        throw UsageError("FILE and --data both name what to open: give one of them");
    if (!files.empty() || arguments.has("data"))
        return openData(arguments, files.empty() ? arguments.required("data") : files.front());
    const std::vector<BuiltinDataset> builtins = builtinDatasets();
    const bool real = std::any_of(builtins.begin(), builtins.end(),
        [](const BuiltinDataset& each) { return each.name == kData && each.available; });
    return openDataset(real ? kData : kFallbackData);
}

std::string title(const Checkpoint& state, const Dataset& data)
{
    return state.model.title + " on " + data.title + " after " + shortNumber(state.record.epoch, 3) + " epochs in "
        + shortNumber(state.record.seconds, 2) + " s: " + shortNumber(double(state.record.loss), 4) + " nats per "
        + (data.shape.isRow() ? "row" : "image");
}

DemoContent contentOf(const Autoencoder& model, const Checkpoint& state, const Dataset& data,
    const std::vector<Index>& samples, ThreadPool& pool)
{
    DemoContent content;
    content.title = title(state, data);
    content.shape = data.shape;
    const std::vector<Index> first(
        samples.begin(), samples.begin() + std::min<std::ptrdiff_t>(kDemoColumns, std::ssize(samples)));
    Reconstructions strips =
        reconstruct(model, state.result(), data, first, {}, state.training.seed, Purpose::EvaluationCorruption, pool);
    content.originals = std::move(strips.original);
    content.reconstructions = std::move(strips.output);
    content.codes = encodeSamples(model, state.result(), data, samples, pool);
    content.view = viewOf(content.codes);
    const PlaneView& view = content.view;
    const std::vector<float> base(2, 0.0F);
    // The middle of each small picture stands where its code lies.
    const double reach = view.half * (kDemoGrid - 1) / kDemoGrid;
    content.manifold = decodeCodes(model, state.result(),
        planeGrid(base, 0, 1, view.x - reach, view.x + reach, view.y - reach, view.y + reach, kDemoGrid, kDemoGrid),
        pool);
    if (data.shape.isRow())
        content.drawing = rowDrawing(data.shape, data.scaling, data.columns);
    else
        for (Matrix* pictures : {&content.originals, &content.reconstructions, &content.manifold})
            toShown(data.scaling, *pictures);
    content.classNames = data.classNames;
    if (data.hasLabels())
        for (const Index sample : samples)
            content.labels.push_back(data.labels[static_cast<std::size_t>(sample)]);
    return content;
}

void savePicture(const std::string& path, const DemoContent& content, const Provenance& provenance)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "isthmus-cli";
    char* words[] = {name, nullptr};
    int count = 1;
    const QGuiApplication application(count, words);
    savePng(path, demoPicture(content), textFields(provenance));
}

std::string chosenFile(const Arguments& arguments)
{
    if (arguments.has("out"))
        return requiredFile(arguments, "out", {".png"});
    requireWritable(kPicture);
    return kPicture;
}

/// The picture is of a plane of codes.
void requirePlane(const RunSpec& spec)
{
    const int latentDim = Autoencoder(spec.model, spec.data->shape).latentDim();
    if (latentDim != 2)
        throw Error("model " + spec.model.name + ": the picture needs a code of 2 dimensions, found "
            + grouped(latentDim) + "; isthmus-cli train takes any");
}

void runDemo(const Arguments& arguments)
{
    const std::string out = chosenFile(arguments);
    const std::string model = arguments.text("model", kFirstPreset);
    (void)loadPreset(model); // a wrong name is said before the data is read
    RunSpec spec;
    spec.data = demoData(arguments);
    const Preset preset = loadPreset(model, spec.data->shape);
    spec.split = withChoice(arguments, {});
    spec.model = preset.model;
    spec.training = preset.training;
    spec.training.epochs = static_cast<int>(arguments.whole("epochs", 8));
    requirePlane(spec);
    const int threads = chosenThreads(arguments);
    if (!arguments.has("json")) {
        std::printf("Training %s on %s.\n", spec.model.name.c_str(), spec.data->title.c_str());
        std::fflush(stdout);
    }
    Trainer trainer(spec, threads, 0);
    const TrainingEnd end = trainWithProgress(trainer, spec.training.epochs);
    if (end.isTrouble())
        throw Error(end.status.message);

    ThreadPool pool(threads);
    const Split& split = trainer.split();
    const bool tested = !split.test.empty();
    DemoContent content = contentOf(*trainer.model(), *end.state, *spec.data, tested ? split.test : split.train, pool);
    content.codesTitle = (tested ? "Codes of the test " : "Codes of the training ") + samplesWord(spec.data->shape);
    savePicture(out, content, provenanceOf(*end.state));
    const std::string where = QFileInfo(QString::fromStdString(out)).absoluteFilePath().toStdString();
    printResult(arguments,
        {{"epochs", end.state->record.epoch}, {"seconds", end.state->record.seconds}, {"data", json(spec.data->name)},
            {"out", json(out)}, {"notices", json(noticesOf(*spec.data))}},
        {{content.title, ""}, {"The picture is in " + where, ""}});
}

} // namespace

Command demoCommand()
{
    const Options own{
        {"out", "picture.png", "where the picture goes (default: isthmus-demo.png in this folder)"},
        {"epochs", "N", "passes over the training images (default: 8)"},
        {"model", "M", "a preset or JSON model file with a code of 2 dimensions (default: vae-2d)"},
        {"paused", "", "taken as the window takes it; nothing waits here"},
    };
    return {"demo", {"[FILE]"}, "",
        "train vae-2d on Fashion-MNIST (else on sprites, or on FILE) and draw what it learned",
        joined({dataOptions("fashion-mnist, or sprites where that is not installed"), choiceOptions(), own,
            threadOptions(), outputOptions()}),
        runDemo};
}

} // namespace isthmus
