// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Rows.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/runs/RunRows.h"

#include <optional>

namespace isthmus {

namespace {

void runReconstruct(const Arguments& arguments)
{
    const std::string out = requiredFile(arguments, "out", rowSuffixes());
    std::optional<std::string> corruptedOut;
    if (arguments.has("corrupted-out")) {
        corruptedOut = requiredFile(arguments, "corrupted-out", rowSuffixes());
        requireOtherFile(arguments, "corrupted-out", *corruptedOut, "out");
    }
    const Run trained = readRun(arguments.positional().front());
    requireFree("out", out, trained.state.data.name, trained.path);
    if (corruptedOut)
        requireFree("corrupted-out", *corruptedOut, trained.state.data.name, trained.path);
    const Corruption corruption = chosenCorruption(arguments, trained.state.knobs.corruption);
    const std::uint64_t seed = chosenSeed(arguments, trained.state.training.seed);
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments);

    {
        ProgressBar bar;
        writeReconstructions(out, corruptedOut.value_or(""),
            {*trained.model, trained.state.result(), *chosen.data, chosen.samples},
            {corruption, seed, Purpose::EvaluationCorruption}, pool, drawnOn(bar));
    }
    const auto samples = static_cast<qint64>(chosen.samples.size());
    printResult(arguments,
        {{"samples", samples}, {"corruption", json(corruption.text())}, {"out", json(out)},
            {"corrupted_out", corruptedOut ? json(*corruptedOut) : QJsonValue(QJsonValue::Null)},
            {"notices", json(chosen.data->notices)}},
        {{out, resultText(samples, trained.model->inputShape())}});
}

} // namespace

Command reconstructCommand()
{
    const Options files{
        {"out", rowFiles("recon"),
            "samples x height x width x channels, in file order, never clipped; a VAE's from mu; rows of a table in "
            "its units, with the names of its columns in a CSV. "
                + rowFormatsText()},
        {"corrupted-out", rowFiles("corrupted"), "what the encoder saw, in the same shape"},
    };
    return {"reconstruct", {"RUN"}, "--data D --out " + rowFiles("recon"), "what comes back of images",
        joined({runDataOptions(), files, runCorruptionOptions(), seedOptions("of the corruption"), threadOptions(),
            outputOptions()}),
        runReconstruct};
}

} // namespace isthmus
