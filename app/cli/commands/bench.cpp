// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/Bench.h"
#include "app/cli/BenchOutput.h"
#include "app/cli/DataOptions.h"
#include "app/cli/ModelOptions.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/base/named.h"
#include "core/runs/Presets.h"

#include <algorithm>
#include <limits>

namespace isthmus {

namespace {

constexpr int kMostThreads = 1024;

RunSpec specOf(const Arguments& arguments, const std::string& model, std::shared_ptr<const Dataset> data)
{
    const Preset preset = data ? loadPreset(model, data->shape) : loadPreset(model);
    RunSpec spec;
    spec.model = withModelOptions(arguments, preset.model);
    spec.training = preset.training;
    spec.data = std::move(data);
    return spec;
}

/// The numbers of an option that takes a list of them.
std::vector<int> numbers(const Arguments& arguments, const std::string& option, std::vector<int> fallback, int maximum)
{
    if (!arguments.has(option))
        return fallback;
    std::vector<int> values;
    for (const std::string& part : arguments.list(option))
        values.push_back(static_cast<int>(wholeNumber("--" + option, part, 1, maximum)));
    if (values.empty())
        throw wrongValue(option, "at least one number", "");
    return values;
}

BenchMatrix matrixOf(const Arguments& arguments)
{
    BenchMatrix matrix;
    matrix.batches = numbers(arguments, "batch", matrix.batches, std::numeric_limits<int>::max());
    matrix.threads = numbers(arguments, "threads", matrix.threads, kMostThreads);
    matrix.seconds = arguments.number("seconds", matrix.seconds, 0);
    return matrix;
}

std::vector<RunSpec> runsOf(const Arguments& arguments)
{
    const std::vector<std::string> models = arguments.has("model") ? arguments.list("model") : presetNames();
    if (models.empty())
        throw wrongValue("model", "at least one preset or model file", "");
    const auto data = openData(arguments, arguments.text("data", "fashion-mnist"));
    std::vector<RunSpec> runs;
    for (const std::string& model : models)
        runs.push_back(specOf(arguments, model, data));
    return runs;
}

void runMatrix(const Arguments& arguments)
{
    const BenchMatrix matrix = matrixOf(arguments);
    const std::vector<RunSpec> runs = runsOf(arguments);
    QJsonArray list;
    for (const RunSpec& run : runs) {
        std::vector<BenchResult> cells;
        {
            ProgressBar bar;
            cells = benchMatrix(run, matrix, [&](double share) { bar.show(share, "training " + run.model.name); });
        }
        for (const BenchResult& cell : cells)
            list.append(toJson(run, cell));
        if (!arguments.has("json"))
            printMatrix(run, cells);
    }
    if (arguments.has("json"))
        printJson({{"cells", list}, {"notices", json(noticesOf(*runs.front().data))}});
}

void runOne(const Arguments& arguments)
{
    const std::string model = arguments.required("model");
    BenchOptions options;
    options.threads = static_cast<int>(arguments.whole("threads", 0, 1, kMostThreads));
    options.seconds = arguments.number("seconds", options.seconds, 0);
    options.decodeSeconds = std::min(*options.decodeSeconds, options.seconds);
    RunSpec spec = specOf(arguments, model, nullptr);
    spec.training.batchSize = static_cast<int>(arguments.whole("batch", spec.training.batchSize));
    spec.data = openData(arguments, arguments.text("data", "fashion-mnist"));
    spec.model = specOf(arguments, model, spec.data).model;
    BenchResult result;
    {
        ProgressBar bar;
        result = bench(spec, options, [&](double share) { bar.show(share, "training " + spec.model.name); });
    }
    QJsonObject object = toJson(spec, result);
    object["notices"] = json(noticesOf(*spec.data));
    printResult(arguments, object, toRows(spec, result));
}

void runBench(const Arguments& arguments)
{
    if (arguments.has("matrix"))
        runMatrix(arguments);
    else
        runOne(arguments);
}

} // namespace

Command benchCommand()
{
    const Options own{
        {"model", "M", "a JSON model file or one of the presets " + joinedText(presetNames(), ", ")},
        {"batch", "N", "images per step (default: the preset's, else 128)"},
        {"seconds", "X", "of training to time, at least (default: 6; 2 for each cell of a matrix)"},
        {"matrix", "",
            "time every batch on every number of threads; --model, --batch and --threads are lists then: a,b "
            "(default: all presets, 32,128,512, 1,2,4,8)"},
    };
    return {"bench", {}, "--model M", "training throughput, GFLOP/s, and its share of this machine's peak",
        joined({own, modelChangeOptions(), dataOptions("fashion-mnist"), threadOptions(), outputOptions()}), runBench};
}

} // namespace isthmus
