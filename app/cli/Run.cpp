// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Run.h"

#include "app/cli/Command.h"
#include "app/cli/DataOptions.h"
#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/exchange/ModelImport.h"
#include "core/runs/RunFile.h"

#include <optional>

namespace isthmus {

namespace {

/// Rounding of a scaling may put the largest value just outside.
constexpr float kTolerance = 1e-6F;

bool outside(float value)
{
    return !(value >= -kTolerance && value <= 1 + kTolerance);
}

/// Values that a loss for 0..1 cannot take.
struct Outside
{
    std::int64_t count = 0;
    Index firstSample = 0;
    float firstValue = 0;
};

Outside valuesOutside(const RunData& chosen)
{
    Outside found;
    Batch image;
    for (const Index sample : chosen.samples) {
        chosen.data->gather(std::vector<Index>{sample}, image);
        for (Index i = 0; i < image.rows(); ++i) {
            const float value = *image.row(i);
            if (!outside(value))
                continue;
            if (found.count++ == 0) {
                found.firstSample = sample;
                found.firstValue = value;
            }
        }
    }
    return found;
}

void requireRange(const Run& run, const RunData& chosen)
{
    const Dataset& data = *chosen.data;
    if (!run.model->loss().needsUnitRange)
        return;
    const NumberRange range = scaledRange(data);
    if (!outside(static_cast<float>(range.minimum)) && !outside(static_cast<float>(range.maximum)))
        return;
    const Outside found = valuesOutside(chosen);
    if (found.count > 0)
        throw Error(data.name + ": with the scaling of " + run.path + ' ' + run.model->loss().label
            + " expects values from 0 to 1, found " + grouped(found.count) + " outside, the first in image "
            + std::to_string(found.firstSample) + ": " + shortNumber(double(found.firstValue)));
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

RunData openRunData(const Run& run, const Arguments& arguments)
{
    requireEncoder(run.state.model);
    RunData chosen;
    chosen.data = openDataLike(arguments, run.state.data);
    SplitSpec spec;
    spec.seed = run.state.data.split.seed;
    chosen.samples = chosenSamples(arguments, *chosen.data, makeSplit(*chosen.data, withChoice(arguments, spec)));
    requireRange(run, chosen);
    return chosen;
}

} // namespace isthmus
