// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/Rows.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/CodePath.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/files/Npy.h"
#include "core/files/RowPicture.h"
#include "core/files/Safetensors.h"
#include "core/runs/film/pathFilm.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kFrames = 60;
constexpr int kUsualSide = 256; // pixels of a frame, about
constexpr double kReach = 3;

std::vector<std::vector<float>> rowsOf(const Matrix& codes)
{
    std::vector<std::vector<float>> rows;
    for (Index row = 0; row < codes.rows(); ++row)
        rows.emplace_back(codes.row(row).data(), codes.row(row).data() + codes.cols());
    return rows;
}

/// Numbers between commas, in the order of `encode`; zeros where the option is not there.
std::vector<float> codeOf(const Arguments& arguments, const std::string& option, const Autoencoder& model)
{
    const int latentDim = model.latentDim();
    Matrix code = Matrix::Zero(1, latentDim);
    if (!arguments.has(option))
        return rowsOf(code).front();
    const std::vector<std::string> words = arguments.list(option);
    const std::string expected = grouped(latentDim) + " numbers between commas, the latent dimensions of the model";
    if (static_cast<int>(words.size()) != latentDim)
        throw wrongValue(option, expected, arguments.required(option));
    for (int i = 0; i < latentDim; ++i) {
        const std::string& word = words[static_cast<std::size_t>(i)];
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), code(0, i));
        if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(code(0, i)))
            throw wrongValue(option, expected, arguments.required(option));
    }
    return rowsOf(codesFromFile(model.codeShape(), code)).front();
}

std::vector<std::vector<float>> anchorsOf(const std::string& path, const Autoencoder& model)
{
    const NpyArray array = readNpyFloat(path);
    if (array.shape.size() != 2 || array.shape[0] < 1 || array.shape[1] != model.latentDim())
        throw Error(path + ": expected codes x " + std::to_string(model.latentDim())
            + " numbers, the latent dimensions of the model, found " + shapeText(array.shape));
    const Matrix codes = Eigen::Map<const Matrix>(array.values.data(), array.shape[0], array.shape[1]);
    return rowsOf(codesFromFile(model.codeShape(), codes));
}

CodePath chosenWay(const Arguments& arguments, const Autoencoder& model)
{
    const std::vector<std::string> kinds{"to", "codes", "dimension", "circle"};
    const auto given =
        std::count_if(kinds.begin(), kinds.end(), [&](const std::string& kind) { return arguments.has(kind); });
    if (given != 1)
        throw UsageError("film needs one of --to, --codes, --dimension and --circle");
    const auto frames = static_cast<int>(arguments.whole("frames", kFrames, 1, 100'000));
    if (arguments.has("codes"))
        return lineThrough(anchorsOf(arguments.required("codes"), model), frames);
    const std::vector<float> from = codeOf(arguments, "from", model);
    if (arguments.has("to"))
        return lineThrough({from, codeOf(arguments, "to", model)}, frames);
    if (arguments.has("circle")) {
        if (model.latentDim() < 2)
            throw UsageError("--circle needs a model of two latent dimensions or more");
        return circleAround(from, 0, 1, arguments.number("circle", 1, 0), frames);
    }
    const auto dimension = static_cast<int>(arguments.whole("dimension", 1, 1, model.latentDim())) - 1;
    const double reach = arguments.number("reach", kReach, 0);
    const auto middle = double(from[static_cast<std::size_t>(dimension)]);
    return traverse(from, dimension, middle - reach, middle + reach, frames);
}

FilmSettings chosenSettings(const Arguments& arguments)
{
    FilmSettings settings;
    settings.millisecondsPerFrame = static_cast<int>(1000 / arguments.whole("fps", 20, 1, 100));
    settings.isLossless = !arguments.has("quality");
    settings.quality = static_cast<int>(arguments.whole("quality", settings.quality, 0, 100));
    return settings;
}

void runFilm(const Arguments& arguments)
{
    const std::string out = arguments.required("out");
    const bool isAnimation = hasExtension(out, ".webp");
    if (!isAnimation && out.back() != '/')
        throw wrongValue("out", "a name that ends in .webp, or a folder (with / at its end)", out);
    FilmSettings settings = chosenSettings(arguments);
    settings.isFolder = !isAnimation;
    const Run trained = readRun(arguments.positional().front());
    requireFree("out", out, trained.state.data.name, trained.path);
    CodePath way = chosenWay(arguments, *trained.model);
    if (arguments.has("back"))
        way = forthAndBack(way);
    if (isAnimation)
        requireWritable(out);
    const Shape shape = trained.model->inputShape();
    const QSize side = shape.isRow() ? kRowPicture : QSize(shape.width, shape.height);
    const auto scale = static_cast<int>(
        arguments.whole("scale", std::max(1, kUsualSide / std::max(side.width(), side.height())), 1, 100));
    const QSize size = side * scale;
    const FramePainter paint = shape.isRow()
        ? rowFrames(shape, trained.state.data.scaling, trained.state.data.columns, scale)
        : FramePainter();
    ThreadPool pool(chosenThreads(arguments));
    {
        ProgressBar bar;
        const std::unique_ptr<Film> film = makeFilm(out, settings);
        writeFilm(*film, [&](Film& frames) {
            addPath(frames, {trained.model, trained.state.result()}, way, scale, provenanceOf(trained.state), pool,
                drawnOn(bar), trained.state.data.scaling, paint);
        });
    }
    printResult(arguments,
        {{"frames", static_cast<qint64>(way.frames())}, {"width", size.width()}, {"height", size.height()},
            {"out", json(out)}},
        {{out,
            grouped(way.frames()) + " frames of " + grouped(size.width()) + " x " + grouped(size.height())
                + " pixels"}});
}

} // namespace

Command filmCommand()
{
    const Options ways{
        {"from", "CODE", "where the way begins or has its middle, numbers between commas (default: zeros)"},
        {"to", "CODE", "a straight line from --from to here; --to=-1,2 where a number is negative"},
        {"codes", "codes.npy", "straight lines through these codes, in their order, as encode writes them"},
        {"dimension", "N", "one dimension alone, the first is 1, from one side of --from to the other"},
        {"reach", "R", "how far to each side with --dimension (default: 3)"},
        {"circle", "R", "round a circle of this radius on the first two dimensions"},
    };
    const Options film{
        {"frames", "N", "frames of the way (default: 60)"},
        {"back", "", "and back again, so that a repeated film does not jump"},
        {"fps", "N", "frames a second of an animation (default: 20)"},
        {"scale", "N",
            "pixels a side of each value, or times that a curve or bars of 96 x 48 pixels are enlarged (default: so "
            "that "
            "a frame has about 256)"},
        {"quality", "Q", "WebP with loss, 0 to 100 (default: without loss)"},
        {"out", "film.webp|folder/", "an animated WebP, or a folder of PNGs: frame-000001.png, ..."},
    };
    return {"film", {"RUN"}, "--from 0,0 --to 2,1 --out film.webp|folder/", "what the decoder makes of a way of codes",
        joined({ways, film, threadOptions(), outputOptions()}), runFilm};
}

} // namespace isthmus
