// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DenoiseJob.h"
#include "app/cli/DenoiseOutput.h"
#include "app/cli/Output.h"
#include "app/cli/Rows.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"

#include <cstdio>

namespace isthmus {

namespace {

std::vector<std::string> warningsOf(const Run& trained, const DenoiseResult& result)
{
    constexpr double kPiled = 0.05;
    const Corruption& suffered = trained.state.knobs.corruption;
    std::vector<std::string> warnings;
    if (suffered.isNone())
        warn(trained.path
                + " was trained without a corruption, so it restores noise as well as its code can hold it; "
                  "train --corruption makes a model that takes noise away",
            warnings);
    if (suffered.judgedShare() < 1 && result.atEnds > kPiled)
        warn(shortNumber(100 * result.atEnds, 3)
                + " % of the noisy values are black or white: noise that was clipped has no mean of 0, and what a "
                  "blind "
                  "spot has learned from such pictures is too bright in the dark and too dark in the light",
            warnings);
    return warnings;
}

QJsonObject fileJson(const DenoisedFile& file)
{
    QJsonObject object = toJson(file.figures);
    object["file"] = json(file.path);
    object["out"] = json(file.out);
    object["width"] = file.shape.width;
    object["height"] = file.shape.height;
    object["channels"] = file.shape.channels;
    object["type"] = json(std::string(nameOf(file.type)));
    return object;
}

void print(const Arguments& arguments, const Run& trained, const DenoiseResult& result)
{
    const std::vector<std::string> warnings = warningsOf(trained, result);
    for (const std::string& notice : arguments.has("data") ? std::vector<std::string>() : result.notices) // told before
        std::fprintf(stderr, "isthmus-cli: %s\n", notice.c_str());
    if (arguments.has("json")) {
        QJsonArray files;
        for (const DenoisedFile& file : result.files)
            files.append(fileJson(file));
        QJsonObject object = toJson(result.figures);
        object["pictures"] = static_cast<qint64>(result.pictures);
        object["step"] = static_cast<qint64>(trained.state.step);
        object["files"] = files;
        object["out"] = json(arguments.text("out", ""));
        object["notices"] = json(result.notices);
        object["warnings"] = json(warnings);
        return printJson(object);
    }
    const std::string out = arguments.text("out", "");
    std::vector<Row> rows;
    if (!out.empty())
        rows.push_back({out, grouped(result.pictures) + (result.pictures == 1 ? " picture" : " pictures")});
    printRows(rows);
    if (result.figures)
        printTable(tableOf(*result.figures, trained.state.model.name));
}

void runDenoise(const Arguments& arguments)
{
    const Run trained = readRun(arguments.positional().front());
    const DenoiseRequest request = denoiseRequest(arguments, trained);
    ThreadPool pool(chosenThreads(arguments));
    print(arguments, trained,
        request.path.empty() ? denoiseData(trained, arguments, request, pool) : denoiseFiles(trained, request, pool));
}

} // namespace

Command denoiseCommand()
{
    const Options files{
        {"out", "clean.png|" + rowFiles("clean") + "|FOLDER",
            "a PNG of the picture's bits, clipped; numbers of 0 to 1 from black to white, never clipped; or, for a "
            "folder of pictures, a folder with / at its end. Needed but with --data. "
                + rowFormatsText()},
        {"corrupt", "KIND:AMOUNT",
            "the picture is a clean one, and this is done to it first; then PSNR and SSIM against the clean one are "
            "told, beside a median and a Gaussian filter of the best size (default: none, it is noisy already). run: "
            "what the model was trained with"},
        {"corrupted-out", "noisy.png|FOLDER", "the pictures with that corruption, in the same way"},
        {"colours", "model|grey|rgb|each",
            "model: pictures have the model's colours or are refused; grey, rgb: they are made grey, or three "
            "channels of them; each: each channel by itself, through a model of grey pictures (default: model)"},
    };
    return {"denoise", {"RUN", "[PICTURE|FOLDER]"}, "picture.png --out clean.png",
        "pictures of any size without their noise; a larger one than the model's input is tiled",
        joined({files, runDataOptions(), seedOptions("of the corruption"), threadOptions(), outputOptions()}),
        runDenoise};
}

} // namespace isthmus
