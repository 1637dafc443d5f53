// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/LiveRun.h"

namespace isthmus {

/// A moment of one run: two equal moments of it have the same parameters, knobs and history.
struct RunMoment
{
    /// Revision of its log, which another begins after a reset or a divergence; 0 for an empty one.
    std::uint64_t revision = 0;
    std::int64_t step = 0;
    std::size_t knobChanges = 0; ///< changes of knobs made so far
    Knobs knobs;
    [[nodiscard]] bool operator==(const RunMoment&) const = default;

    /// A run that was reset is as good as new: without history there is but one.
    [[nodiscard]] static RunMoment at(
        std::uint64_t revision, std::int64_t step, std::size_t knobChanges, const Knobs& knobs)
    {
        return {step == 0 && knobChanges == 0 ? 0 : revision, step, knobChanges, knobs};
    }

    /// The moment at which a run stands now.
    [[nodiscard]] static RunMoment of(const LiveRun& run)
    {
        return at(run.log().revision(), run.status().step, run.log().knobChangeCount(), run.knobs());
    }

    /// The moment whose state a checkpoint holds.
    [[nodiscard]] static RunMoment of(const Checkpoint& state)
    {
        return at(state.logRevision, state.step, state.knobChanges.size(), state.knobs);
    }
};

} // namespace isthmus
