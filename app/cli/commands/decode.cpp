// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"
#include "app/cli/Output.h"
#include "app/cli/Pictures.h"
#include "app/cli/Rows.h"
#include "app/cli/Run.h"
#include "app/cli/TrainingOptions.h"
#include "app/cli/commands/commands.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/files/Npy.h"
#include "core/files/Safetensors.h"
#include "core/runs/RunRows.h"

namespace isthmus {

namespace {

/// @return  codes x latent dimensions
Matrix readCodes(const std::string& path, int latentDim)
{
    const NpyArray array = readNpyFloat(path);
    if (array.shape.size() != 2 || array.shape[1] != latentDim)
        throw Error(path + ": expected codes x " + std::to_string(latentDim)
            + " numbers, the latent dimensions of the model, found " + shapeText(array.shape));
    return Eigen::Map<const Matrix>(array.values.data(), array.shape[0], array.shape[1]);
}

void runDecode(const Arguments& arguments)
{
    const std::string codesPath = arguments.required("codes");
    const PictureTarget target = pictureTarget(arguments.required("out"));
    const Run trained = readRun(arguments.positional().front());
    requireFree("out", target.path, trained.state.data.name, trained.path);
    ThreadPool pool(chosenThreads(arguments));
    const Matrix codes = codesFromFile(trained.model->codeShape(), readCodes(codesPath, trained.model->latentDim()));
    if (target.folder) {
        writePictureFolder(target.path, trained.model->inputShape(), trained.state.data,
            decodeCodes(*trained.model, trained.state.result(), codes, pool), textFields(provenanceOf(trained.state)));
    } else {
        ProgressBar bar;
        writeDecoded(target.path, *trained.model, trained.state.result(), codes, pool, drawnOn(bar),
            {trained.state.data.scaling, trained.state.data.columns});
    }
    printResult(arguments, {{"samples", static_cast<qint64>(codes.rows())}, {"out", json(target.path)}},
        {{target.path, resultText(codes.rows(), trained.model->inputShape())}});
}

} // namespace

Command decodeCommand()
{
    const Options files{
        {"codes", "codes.npy", "numbers, codes x latent dimensions, as encode writes them"},
        {"out", rowFiles("images") + "|folder/",
            "codes x height x width x channels, never clipped, rows of a table in its units; or a folder for one "
            "clipped PNG each, of rows their curve or bars. "
                + rowFormatsText()},
    };
    return {"decode", {"RUN"}, "--codes codes.npy --out " + rowFiles("images") + "|folder/",
        "pictures of codes: the decoder's mean", joined({files, threadOptions(), outputOptions()}), runDecode};
}

} // namespace isthmus
