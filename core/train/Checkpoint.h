// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Split.h"
#include "core/train/RunState.h"
#include "core/train/Snapshot.h"

#include <span>
#include <string>

namespace isthmus {

/// The data that a run was trained on: enough to find it again and to notice that it changed.
struct DataReference
{
    std::string name; ///< Dataset::name
    std::string fingerprint; ///< Dataset::fingerprint()
    Shape shape;
    Scaling scaling;
    SplitSpec split;
    ReadOptions reading{}; ///< Dataset::reading
    Index samples = 0; ///< Dataset::count(); 0: a run of an earlier version, which does not say it
    ColumnNames columns{}; ///< Dataset::columns
    std::vector<float> fills{}; ///< Dataset::fills
    Index validation = 0; ///< Dataset::validationCount; 0 in runs of an earlier version, which left such a part out
    [[nodiscard]] bool operator==(const DataReference&) const = default;
};

/// Everything that is needed to go on, bit for bit: where the run stands, what it was started with, and what it went
/// through. What a run file holds.
struct Checkpoint : RunState
{
    std::span<const Term> terms = autoencoderTerms(); ///< what the places of its records mean
    ModelSpec model;
    TrainSpec training; ///< settings as given at the start of the run
    DataReference data;
    StepHistory steps;
    std::vector<EvaluationRecord> evaluations;
    std::vector<KnobChange> knobChanges;
    std::uint64_t logRevision = 0; ///< MetricLog::revision() of the running trainer; not saved, 0 in a file

    /// The parameters of the run's result: the best epoch's parameters where they were kept, else the last ones.
    [[nodiscard]] const FloatVector& result() const { return best.parameters ? *best.parameters : parameters; }
};

} // namespace isthmus
