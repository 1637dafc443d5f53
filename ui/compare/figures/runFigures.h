// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Evaluate.h"
#include "ui/compare/fairSamples.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace isthmus {

class RunSession;

/// The figures that are known of a run.
struct RunFigures
{
    const RunSession* run = nullptr;
    std::shared_ptr<const Evaluation> evaluation{}; ///< null: none has come
    std::int64_t step = 0; ///< step that was evaluated, which is behind the run's while that trains
    double epoch = 0; ///< its epoch
    Fairness fairness = Fairness::HeldOut; ///< what the samples are to the runs
    std::size_t samples = 0; ///< their number; 0: it cannot be judged
};

/// Says whether the lower or the higher of two values is better, where that can be said at all.
enum class Better { Neither, Lower, Higher };

/// One row of the table of figures.
struct FigureType
{
    const char* name; ///< "MSE"
    const char* help; ///< meaning and unit, one line
    Better better;
    /// The number, for the comparison alone; empty: there is none, or it has no rank.
    std::optional<double> (*value)(const RunFigures& figures);
    QString (*text)(const RunFigures& figures); ///< figure as it is shown
};

/// The figures in the order of the rows.
const std::vector<FigureType>& figureTypes();

/// Runs whose text is the best of a row. Empty where the row has no order, fewer than two runs have a value, or all
/// have the same.
std::vector<bool> bestOf(const FigureType& type, const std::vector<RunFigures>& runs);

} // namespace isthmus
