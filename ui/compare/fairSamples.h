// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <vector>

namespace isthmus {

class RunSession;
class Workbench;

/// What the samples that a run is judged on are to it and to the other runs on the same data.
enum class Fairness {
    HeldOut, ///< none of these runs was trained on them: values of all can be compared
    OwnTest, ///< the run's own test part, since no sample is in the test parts of all of them
    Trained, ///< the run was trained on them, since it has no test part
};

/// Samples that a run is judged on beside others.
struct FairSamples
{
    std::vector<Index> samples; ///< ascending
    Fairness fairness = Fairness::HeldOut;
    [[nodiscard]] bool operator==(const FairSamples&) const = default;
};

/// The samples that are in the test parts of all open runs on the data of this one. Where a file has no test part, each
/// seed draws another one: a test sample of one run is then one that another was trained on.
/// @param run  has images
[[nodiscard]] FairSamples fairSamples(const Workbench& bench, const RunSession& run);

/// Can the outputs of a run be judged at all: are its images here, and does it encode them?
[[nodiscard]] bool canBeJudged(const RunSession& run);

/// Was the run trained on any of these samples?
[[nodiscard]] bool wasTrainedOnAny(const RunSession& run, const std::vector<Index>& samples);

} // namespace isthmus
