// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/unitRange.h"

#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "core/data/scaleNames.h"
#include "core/data/valuesOutside.h"

#include <numeric>
#include <string>
#include <vector>

namespace isthmus {

namespace {

using Scale = ReadOptions::Scale;

std::string scalingAdvice(const Dataset& data)
{
    const Scale advised = data.scaling.isOfColumns() ? Scale::Columns : Scale::Range;
    return std::string(" (scaling: ") + scalingWords(data.scaling) + "); choose the scaling " + scaleText(advised)
        + ", or a model with MSE";
}

/// ", 12 values outside, the first in row 3, column 2: -1.25 (both counted from 0)"; empty where those that are looked
/// at are inside.
std::string howMany(const Dataset& data)
{
    std::vector<Index> all(static_cast<std::size_t>(data.count()));
    std::iota(all.begin(), all.end(), Index(0));
    const ValuesOutside found = valuesOutsideUnit(data, all, kQuickLook);
    return found.count > 0 ? ", " + outsideWords(data, all, found) : std::string();
}

} // namespace

std::optional<double> refusedEnd(const LossType& loss, const NumberRange& scaled)
{
    constexpr double kRounding = 1e-6;
    for (const double end : {scaled.minimum, scaled.maximum})
        if (loss.needsUnitRange && !(end >= -kRounding && end <= 1 + kRounding))
            return end;
    return std::nullopt;
}

std::optional<ReadOptions::Scale> scaleForUnitRange(const Dataset& data)
{
    switch (data.scaling.form) {
    case ScalingForm::Standard:
    case ScalingForm::Robust:
        return Scale::Columns;
    case ScalingForm::Symmetric:
    case ScalingForm::Channels:
        return Scale::Range;
    case ScalingForm::Columns:
        return std::nullopt;
    case ScalingForm::Plain:
        break;
    }
    return data.scaling == Scaling{1, 0} || data.reading.scale == Scale::Bytes ? std::optional(Scale::Range)
                                                                               : std::nullopt;
}

void requireUnitRange(const LossType& loss, const Dataset& data)
{
    if (!loss.needsUnitRange)
        return;
    if (const std::optional<double> end = refusedEnd(loss, scaledRange(data)))
        throw Error(data.name + ": " + loss.label + " expects values from 0 to 1, found " + shortNumber(*end)
            + howMany(data) + (data.scaling.form == ScalingForm::Plain ? "" : scalingAdvice(data)));
}

} // namespace isthmus
