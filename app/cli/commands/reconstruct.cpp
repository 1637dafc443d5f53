// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Pictures.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"

#include <optional>

namespace isthmus {

namespace {

void run(const Arguments& arguments)
{
    const std::string out = requiredFile(arguments, "out", {".npy"});
    std::optional<std::string> corruptedOut;
    if (arguments.has("corrupted-out")) {
        corruptedOut = requiredFile(arguments, "corrupted-out", {".npy"});
        requireOtherFile(arguments, "corrupted-out", *corruptedOut, "out");
    }
    const Run trained = openRun(arguments.positional().front());
    const Corruption corruption = chosenCorruption(arguments, trained.state.knobs.corruption);
    const std::uint64_t seed = chosenSeed(arguments, trained.state.training.seed);
    ThreadPool pool(chosenThreads(arguments));
    const RunData chosen = openRunData(trained, arguments);

    const Reconstructions found = reconstruct(*trained.model, trained.state.result(), *chosen.data, chosen.samples,
        corruption, seed, Purpose::EvaluationCorruption, pool);
    const Shape shape = trained.model->inputShape();
    writePictures({out, false}, shape, found.output);
    if (corruptedOut)
        writePictures({*corruptedOut, false}, shape, found.corrupted);
    printResult(arguments,
        {{"samples", static_cast<qint64>(found.output.rows())}, {"corruption", json(corruption.text())},
            {"out", json(out)}, {"corrupted_out", corruptedOut ? json(*corruptedOut) : QJsonValue(QJsonValue::Null)}},
        {{out, grouped(found.output.rows()) + " pictures of " + shape.text()}});
}

} // namespace

Command reconstructCommand()
{
    const Options files{
        {"out", "recon.npy",
            "float32, samples x height x width x channels, in file order, never clipped; a VAE's from mu"},
        {"corrupted-out", "corrupted.npy", "what the encoder saw, in the same shape"},
    };
    return {"reconstruct", {"RUN"}, "--data D --out recon.npy", "what comes back of images",
        joined({runDataOptions(), files, runCorruptionOptions(), seedOptions("of the corruption"), threadOptions(),
            outputOptions()}),
        run};
}

} // namespace isthmus
