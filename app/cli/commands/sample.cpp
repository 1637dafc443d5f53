// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Pictures.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/io/PictureGrid.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr int kGap = 2;
constexpr int kScale = 2;

/// Draws from a Gaussian that is fitted to the codes of the images that the options choose.
Matrix fittedCodes(const Run& trained, const Arguments& arguments, Index count, std::uint64_t seed, ThreadPool& pool)
{
    if (!arguments.has("data"))
        throw Error(trained.path + ": the model " + trained.state.model.name
            + " has no prior to sample from; with --data D a Gaussian is fitted to the codes of those images");
    const RunData chosen = openRunData(trained, arguments);
    return sampleFitted(
        encodeSamples(*trained.model, trained.state.result(), *chosen.data, chosen.samples, pool), count, seed);
}

void run(const Arguments& arguments)
{
    const std::string out = requiredFile(arguments, "out", {".png", ".npy"});
    const Run trained = openRun(arguments.positional().front());
    const Index count = arguments.whole("count", 64, 1, 1'000'000);
    const std::uint64_t seed = chosenSeed(arguments, trained.state.training.seed);
    ThreadPool pool(chosenThreads(arguments));

    const bool normal = trained.model->isVariational();
    const Matrix codes = normal ? samplePrior(trained.model->latentDim(), count, seed, 0)
                                : fittedCodes(trained, arguments, count, seed, pool);
    const Matrix pictures = decodeCodes(*trained.model, trained.state.result(), codes, pool);
    const Shape shape = trained.model->inputShape();
    if (hasExtension(out, ".png"))
        savePng(out, pictureGrid(shape, pictures, static_cast<int>(std::ceil(std::sqrt(double(count)))), kGap, kScale));
    else
        writePictures({out, false}, shape, pictures);
    const std::string prior = normal ? "normal" : "fitted";
    printResult(arguments, {{"count", static_cast<qint64>(count)}, {"prior", json(prior)}, {"out", json(out)}},
        {{out, grouped(count) + " pictures of " + shape.text()},
            {"prior", normal ? "N(0, 1)" : "a Gaussian fitted to the codes of the images"}});
}

} // namespace

Command sampleCommand()
{
    const Options files{
        {"count", "N", "how many pictures (default: 64)"},
        {"out", "grid.png|samples.npy",
            "one clipped grid, or float32, count x height x width x channels, never clipped"},
    };
    return {"sample", {"RUN"}, "--count 64 --out grid.png|samples.npy", "new pictures from the prior",
        joined({files, runDataOptions(), seedOptions("of the draws"), threadOptions(), outputOptions()}), run};
}

} // namespace isthmus
