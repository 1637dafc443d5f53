// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "app/cli/Output.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"

namespace isthmus {

namespace {

void run(const Arguments& arguments)
{
    const Run trained = openRun(arguments.positional().front());
    EvaluateOptions options;
    options.corruption = chosenCorruption(arguments, trained.state.knobs.corruption);
    options.seed = chosenSeed(arguments, trained.state.training.seed);
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments);
    const Evaluation evaluation =
        evaluate(*trained.model, trained.state.parameters, *chosen.data, chosen.samples, options, pool);
    printResult(arguments, toJson(evaluation), toRows(evaluation));
}

} // namespace

Command evaluateCommand()
{
    return {"evaluate", {"RUN"}, "--data D", "losses and image quality of a trained model",
        joined({runDataOptions(), runCorruptionOptions(), seedOptions("of the posterior draws and the corruption"),
            threadOptions(), outputOptions()}),
        run};
}

} // namespace isthmus
