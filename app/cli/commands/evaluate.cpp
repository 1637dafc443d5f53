// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Blocks.h"
#include "core/base/Error.h"
#include "core/train/outputHint.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::int64_t kMostDraws = 1'000'000;

/// With a progress bar: many importance samples take their time.
Evaluation evaluateWithProgress(const Run& trained, const RunData& chosen, EvaluateOptions options, ThreadPool& pool)
{
    ProgressBar bar;
    const auto total = static_cast<Index>(chosen.samples.size());
    Index done = 0;
    options.stop = [&] {
        bar.show(double(done) / double(total),
            grouped(done) + " of " + grouped(total) + ' ' + samplesWord(chosen.data->shape));
        done = std::min(total, done + kAnalysisBlock);
        return false;
    };
    return evaluate(*trained.model, trained.state.result(), *chosen.data, chosen.samples, options, pool);
}

std::vector<std::string> warningsOf(const Run& trained, const Dataset& data, const Evaluation& evaluation)
{
    std::vector<std::string> warnings;
    warn(exceededOutput(trained.state.model, data), warnings);
    const std::vector<std::string> ofResult = warned(*trained.model, evaluation, trained.state.step);
    warnings.insert(warnings.end(), ofResult.begin(), ofResult.end());
    return warnings;
}

std::vector<Row> rowsOf(const Evaluation& evaluation, const Run& trained, const RunData& chosen)
{
    std::vector<Row> rows = toRows(evaluation, *trained.model);
    if (const std::string selection = selectionText(chosen.split); !selection.empty())
        rows.front().value += " (" + selection + ')';
    return rows;
}

void runEvaluate(const Arguments& arguments)
{
    const Run trained = readRun(arguments.positional().front());
    EvaluateOptions options;
    options.corruption = chosenCorruption(arguments, trained.state.knobs.corruption);
    options.seed = chosenSeed(arguments, trained.state.training.seed);
    options.importanceSamples = static_cast<int>(arguments.whole("importance-samples", 0, 1, kMostDraws));
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments, Unchosen::AsTrained);
    const Evaluation evaluation = evaluateWithProgress(trained, chosen, options, pool);
    QJsonObject object = toJson(evaluation);
    object["notices"] = json(chosen.data->notices);
    object["warnings"] = json(warningsOf(trained, *chosen.data, evaluation));
    object["selection"] = selectionJson(chosen.split);
    printResult(arguments, object, rowsOf(evaluation, trained, chosen));
}

} // namespace

Command evaluateCommand()
{
    const Options bound{
        {"importance-samples", "K",
            "draws an image for the importance-weighted bound of a VAE, in nats (default: none, no bound)"},
    };
    return {"evaluate", {"RUN"}, "--data D",
        "losses and image quality of a trained model; of its own data without a choice, the samples of training's "
        "figures",
        joined({runDataOptions(), bound, runCorruptionOptions(),
            seedOptions("of the posterior draws and the corruption"), threadOptions(), outputOptions()}),
        runEvaluate};
}

} // namespace isthmus
