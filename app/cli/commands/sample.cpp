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
#include "core/files/RowPicture.h"
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
            + " has no prior to sample from; with --data D a Gaussian is fitted to the codes of those "
            + samplesWord(trained.state.data.shape));
    return openRunData(trained, arguments);
}

/// Draws from a Gaussian that is fitted to the codes of these images.
Matrix fittedCodes(const Run& trained, const RunData& chosen, Index count, std::uint64_t seed, ThreadPool& pool)
{
    const FittedPrior prior(encodeSamples(*trained.model, trained.state.result(), *chosen.data, chosen.samples, pool));
    return prior.draw(count, seed, 0);
}

/// @param samples  the engine's values, which become drawn ones
QImage gridOf(const Run& trained, Matrix& samples)
{
    const auto columns = static_cast<int>(std::ceil(std::sqrt(double(samples.rows()))));
    const Shape shape = trained.model->inputShape();
    const DataReference& data = trained.state.data;
    if (shape.isRow()) {
        const RowDrawing drawing = fittedTo(samples, rowDrawing(shape, data.scaling, data.columns));
        return rowGrid(samples, drawing, columns, kRowPicture * kScale, rowsOnDark());
    }
    toShown(data.scaling, samples);
    return pictureGrid(shape, samples, columns, kGap, kScale);
}

void writeGrid(const std::string& out, const Run& trained, const Matrix& codes, ThreadPool& pool)
{
    Matrix samples = decodeCodes(*trained.model, trained.state.result(), codes, pool);
    savePng(out, gridOf(trained, samples), textFields(provenanceOf(trained.state)));
}

std::string priorText(const Autoencoder& model)
{
    if (!model.hasEncoder())
        return "N(0, 1), assumed, since a decoder alone does not say which codes it was trained with";
    return model.isVariational() ? "N(0, 1)"
                                 : "a Gaussian fitted to the codes of the " + samplesWord(model.inputShape());
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
        {{out, resultText(count, trained.model->inputShape())}, {"prior", priorText(*trained.model)}});
}

} // namespace

Command sampleCommand()
{
    const Options files{
        {"count", "N", "how many pictures or rows (default: 64)"},
        {"out", "grid.png|" + rowFiles("samples"),
            "one clipped grid (of rows of numbers their curves, or a bar for each column, all on the same axes), or "
            "count x height x width x channels, never clipped. "
                + rowFormatsText()},
    };
    return {"sample", {"RUN"}, "--count 64 --out grid.png|" + rowFiles("samples"), "new pictures from the prior",
        joined({files, runDataOptions(), seedOptions("of the draws"), threadOptions(), outputOptions()}), runSample};
}

} // namespace isthmus
