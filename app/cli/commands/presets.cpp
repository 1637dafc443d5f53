// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "app/cli/DataOptions.h"
#include "app/cli/Output.h"
#include "app/cli/commands/commands.h"
#include "core/base/Error.h"
#include "core/models/trainedCount.h"

#include <cstdio>

namespace isthmus {

namespace {

constexpr Shape kFashionShape{1, 28, 28};

QJsonObject describe(const Autoencoder& model)
{
    return {
        {"name", json(model.spec().name)},
        {"title", json(model.spec().title)},
        {"loss", json(model.spec().loss)},
        {"variational", model.isVariational()},
        {"latent", model.latentDim()},
        {"parameters", static_cast<qint64>(trainedCount(model.parameters()))},
        {"flop_forward", model.forwardFlop()},
        {"flop_training", model.trainingFlop()},
        {"layers", layersJson(model)},
    };
}

void print(const Autoencoder& model)
{
    const auto whole = [](double number) { return grouped(static_cast<std::int64_t>(number)); };
    std::printf("%s: %s\n", model.spec().name.c_str(), model.spec().title.c_str());
    printRows({
        {"parameters", grouped(trainedCount(model.parameters()))},
        {"FLOP per image", whole(model.forwardFlop()) + " forward, " + whole(model.trainingFlop()) + " in training"},
        {"loss", model.loss().label},
    });
    printLayers(model);
    std::printf("\n");
}

void runPresets(const Arguments& arguments)
{
    const Shape shape = arguments.has("data") ? openData(arguments, arguments.required("data"))->shape : kFashionShape;
    QJsonArray list;
    for (const std::string& name : presetNames()) {
        const Autoencoder model(loadPreset(name, shape).model, shape);
        list.append(describe(model));
        if (!arguments.has("json"))
            print(model);
    }
    if (arguments.has("json"))
        printJson({{"presets", list}});
}

} // namespace

Command presetsCommand()
{
    return {"presets", {}, "", "model presets with their layers, parameters and FLOP per image",
        joined({dataOptions("images of 28 x 28 x 1"), outputOptions()}), runPresets};
}

} // namespace isthmus
