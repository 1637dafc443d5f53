// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Rows.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/FittedPrior.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/files/PictureGrid.h"
#include "core/runs/Provenance.h"
#include "core/runs/RunRows.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr int kGap = 2;
constexpr int kScale = 2;

/// The images for a model without a prior.
RunData dataToFitTo(const Run& trained, const Arguments& arguments)
{
    if (!arguments.has("data"))
        throw Error(trained.path + ": the model " + trained.state.model.name
            + " has no prior to sample from; with --data D a Gaussian is fitted to the codes of those images");
    return openRunData(trained, arguments);
}

/// Draws from a Gaussian that is fitted to the codes of these images.
Matrix fittedCodes(const Run& trained, const RunData& chosen, Index count, std::uint64_t seed, ThreadPool& pool)
{
    const FittedPrior prior(encodeSamples(*trained.model, trained.state.result(), *chosen.data, chosen.samples, pool));
    return prior.draw(count, seed, 0);
}

void writeGrid(const std::string& out, const Run& trained, const Matrix& codes, ThreadPool& pool)
{
    Matrix pictures = decodeCodes(*trained.model, trained.state.result(), codes, pool);
    toShown(trained.state.data.scaling, pictures);
    const auto columns = static_cast<int>(std::ceil(std::sqrt(double(codes.rows()))));
    savePng(out, pictureGrid(trained.model->inputShape(), pictures, columns, kGap, kScale),
        textFields(provenanceOf(trained.state)));
}

std::string priorText(const Autoencoder& model)
{
    if (!model.hasEncoder())
        return "N(0, 1), assumed, since a decoder alone does not say which codes it was trained with";
    return model.isVariational() ? "N(0, 1)" : "a Gaussian fitted to the codes of the images";
}

void runSample(const Arguments& arguments)
{
    std::vector<std::string> suffixes = rowSuffixes();
    suffixes.insert(suffixes.begin(), ".png");
    const std::string out = requiredFile(arguments, "out", suffixes);
    const Run trained = readRun(arguments.positional().front());
    requireFree("out", out, trained.state.data.name, trained.path);
    const Index count = arguments.whole("count", 64, 1, 1'000'000);
    const std::uint64_t seed = chosenSeed(arguments, trained.state.training.seed);
    ThreadPool pool(chosenThreads(arguments));

    const bool normal = trained.model->hasNormalPrior();
    const RunData chosen = normal ? RunData{} : dataToFitTo(trained, arguments);
    const Matrix codes = normal ? samplePrior(trained.model->latentDim(), count, seed, 0)
                                : fittedCodes(trained, chosen, count, seed, pool);
    if (hasExtension(out, ".png")) {
        writeGrid(out, trained, codes, pool);
    } else {
        ProgressBar bar;
        writeDecoded(out, *trained.model, trained.state.result(), codes, pool, drawnOn(bar),
            {trained.state.data.scaling, trained.state.data.columns});
    }
    const std::string prior = !normal ? "fitted" : trained.model->hasEncoder() ? "normal" : "assumed normal";
    const std::vector<std::string> notices = normal ? std::vector<std::string>{} : chosen.data->notices;
    printResult(arguments,
        {{"count", static_cast<qint64>(count)}, {"prior", json(prior)}, {"out", json(out)}, {"notices", json(notices)}},
        {{out, grouped(count) + " pictures of " + trained.model->inputShape().text()},
            {"prior", priorText(*trained.model)}});
}

} // namespace

Command sampleCommand()
{
    const Options files{
        {"count", "N", "how many pictures (default: 64)"},
        {"out", "grid.png|" + rowFiles("samples"),
            "one clipped grid, or count x height x width x channels, never clipped. " + rowFormatsText()},
    };
    return {"sample", {"RUN"}, "--count 64 --out grid.png|" + rowFiles("samples"), "new pictures from the prior",
        joined({files, runDataOptions(), seedOptions("of the draws"), threadOptions(), outputOptions()}), runSample};
}

} // namespace isthmus
