// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Pictures.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/io/Npy.h"

namespace isthmus {

namespace {

void run(const Arguments& arguments)
{
    const std::string out = requiredFile(arguments, "out", {".npy"});
    const Run trained = openRun(arguments.positional().front());
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments);
    const Matrix codes = codesForFile(trained.model->codeShape(),
        encodeSamples(*trained.model, trained.state.result(), *chosen.data, chosen.samples, pool));
    writeNpy(out, valuesOf(codes), {codes.rows(), codes.cols()});
    printResult(arguments,
        {{"samples", static_cast<qint64>(codes.rows())}, {"latent", static_cast<qint64>(codes.cols())},
            {"out", json(out)}},
        {{out, grouped(codes.rows()) + " codes of " + std::to_string(codes.cols()) + " numbers"}});
}

} // namespace

Command encodeCommand()
{
    const Options out{{"out", "codes.npy",
        "float32, samples x latent dimensions, in file order; mu for a VAE; a feature map by channel, row, column"}};
    return {"encode", {"RUN"}, "--data D --out codes.npy", "latent codes of images",
        joined({runDataOptions(), out, threadOptions(), outputOptions()}), run};
}

} // namespace isthmus
