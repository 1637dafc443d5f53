// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Run.h"

#include "app/cli/Command.h"
#include "app/cli/DataOptions.h"
#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/data/valuesOutside.h"
#include "core/exchange/ModelImport.h"
#include "core/runs/RunFile.h"

#include <optional>

namespace isthmus {

namespace {

void requireRange(const Run& run, const RunData& chosen)
{
    const Dataset& data = *chosen.data;
    if (!run.model->loss().needsUnitRange)
        return;
    const NumberRange range = scaledRange(data);
    if (!isOutsideUnit(range.minimum) && !isOutsideUnit(range.maximum))
        return;
    const ValuesOutside found = valuesOutsideUnit(data, chosen.samples);
    if (found.count > 0)
        throw Error(data.name + ": with the scaling of " + run.path + ' ' + run.model->loss().label
            + " expects values from 0 to 1, found " + outsideWords(data, chosen.samples, found));
}

/// What the options change.
SplitSpec choiceBefore(const SplitSpec& ofRun, const Arguments& arguments, Unchosen unchosen)
{
    SplitSpec spec;
    spec.seed = ofRun.seed;
    const bool isChosen = arguments.has("data") || arguments.has("classes") || arguments.has("limit");
    if (unchosen == Unchosen::AsTrained && !isChosen) {
        spec.classes = ofRun.classes;
        spec.limit = ofRun.limit;
    }
    return spec;
}

} // namespace

Run readRun(const std::string& path)
{
    if (isForeignModel(path))
        throw Error(path + ": expected a run, found a model of another program; isthmus-cli import makes a run of it");
    Run run{path, readRunFile(path), nullptr};
    run.model = std::make_shared<const Autoencoder>(run.state.model, run.state.data.shape);
    return run;
}

Options runDataOptions()
{
    return joined({dataOptions("the data set of RUN"), splitOptions(), choiceOptions()});
}

RunData openRunData(const Run& run, const Arguments& arguments, Unchosen unchosen)
{
    requireEncoder(run.state.model);
    RunData chosen;
    chosen.data = openDataLike(arguments, run.state.data);
    chosen.split = withChoice(arguments, choiceBefore(run.state.data.split, arguments, unchosen));
    chosen.samples = chosenSamples(arguments, *chosen.data, makeSplit(*chosen.data, chosen.split));
    requireRange(run, chosen);
    return chosen;
}

} // namespace isthmus
