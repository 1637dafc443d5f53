// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/Bench.h"
#include "app/cli/DataOptions.h"
#include "app/cli/ModelOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/io/Presets.h"

#include <cmath>

namespace isthmus {

namespace {

void run(const Arguments& arguments)
{
    const Preset preset = loadPreset(arguments.required("model"));
    BenchOptions options;
    options.threads = chosenThreads(arguments);
    options.seconds = arguments.number("seconds", options.seconds, 0);
    RunSpec spec;
    spec.model = withModelOptions(arguments, preset.model);
    spec.training = preset.training;
    spec.training.batchSize = static_cast<int>(arguments.whole("batch", preset.training.batchSize));
    spec.data = openData(arguments, arguments.text("data", "fashion-mnist"));

    BenchResult result;
    {
        ProgressBar bar;
        result = bench(spec, options, [&](double share) { bar.show(share, "training " + spec.model.name); });
    }
    printResult(arguments,
        {
            {"samples_per_second", result.samplesPerSecond},
            {"gflops", result.gflops},
            {"peak_gflops", result.peakGflops},
            {"peak_share", result.peakShare},
            {"threads", result.threads},
            {"batch", result.batch},
            {"flop_per_sample", result.flopPerSample},
            {"model", json(spec.model.name)},
            {"data", json(spec.data->name)},
            {"steps", static_cast<qint64>(result.steps)},
            {"seconds", result.seconds},
        },
        {
            {spec.model.name, grouped(std::llround(result.samplesPerSecond)) + " samples/s on " + spec.data->title},
            {"GFLOP/s",
                shortNumber(result.gflops, 4) + " of " + shortNumber(result.peakGflops, 4)
                    + " that multiply-adds in registers reach: " + shortNumber(100 * result.peakShare, 3) + " %"},
            {"FLOP per sample", grouped(std::llround(result.flopPerSample))},
            {"threads, batch", std::to_string(result.threads) + ", " + std::to_string(result.batch)},
        });
}

} // namespace

Command benchCommand()
{
    const Options own{
        {"model", "M", "a preset's name or a JSON model file"},
        {"batch", "N", "images per step (default: the preset's, else 128)"},
        {"seconds", "X", "of training to time, at least (default: 6)"},
    };
    return {"bench", {}, "--model M", "training throughput, GFLOP/s, and its share of this machine's peak",
        joined({own, modelChangeOptions(), dataOptions("fashion-mnist"), threadOptions(), outputOptions()}), run};
}

} // namespace isthmus
