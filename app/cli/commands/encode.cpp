// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Rows.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/runs/RunRows.h"

namespace isthmus {

namespace {

void runEncode(const Arguments& arguments)
{
    const std::string out = requiredFile(arguments, "out", rowSuffixes());
    const Run trained = readRun(arguments.positional().front());
    requireFree("out", out, trained.state.data.name, trained.path);
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments);
    {
        ProgressBar bar;
        writeCodes(out, {*trained.model, trained.state.result(), *chosen.data, chosen.samples}, pool, drawnOn(bar));
    }
    const auto samples = static_cast<qint64>(chosen.samples.size());
    const Index latent = trained.model->latentDim();
    printResult(arguments,
        {{"samples", samples}, {"latent", static_cast<qint64>(latent)}, {"out", json(out)},
            {"notices", json(chosen.data->notices)}},
        {{out, grouped(samples) + " codes of " + std::to_string(latent) + " numbers"}});
}

} // namespace

Command encodeCommand()
{
    const Options out{{"out", rowFiles("codes"),
        "samples x latent dimensions, in file order; mu for a VAE; a feature map by channel, row, column. "
            + rowFormatsText()}};
    return {"encode", {"RUN"}, "--data D --out " + rowFiles("codes"), "latent codes of images",
        joined({runDataOptions(), out, threadOptions(), outputOptions()}), runEncode};
}

} // namespace isthmus
