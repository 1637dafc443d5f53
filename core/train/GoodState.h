// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/LossTrend.h"
#include "core/train/RunState.h"

#include <cstdint>
#include <vector>

namespace isthmus {

/// The last good state of a run, to which it goes back when it diverges. A state is good if it is finite and the loss
/// had not risen by then, as LossTrend tells. One is kept every 128 steps, at each epoch's end and before the first
/// step with changed knobs, or as soon after that as it is good. It belongs to the run and its thread; keeping one
/// allocates nothing after the first.
class GoodState
{
public:
    /// The run begins here, or goes on from here: this state counts as good.
    /// @param trend  of the losses so far
    void begin(const RunState& state, const LossTrend& trend);

    /// Knobs were changed. The good state has them too if the run still stands there.
    /// @param state    with the changed knobs
    /// @param changes  perhaps none
    void takeKnobs(const RunState& state, const std::vector<KnobChange>& changes);

    /// Follows the loss that a state was found to have, and keeps the state if one is due.
    /// @return whether it is good as far as it was looked at; if not, the run has to go back
    [[nodiscard]] bool follow(
        const RunState& state, const LossTerms& terms, const TermWeights& weights, std::int64_t stepsPerEpoch);

    /// The good state, with the knobs that are in force.
    void goBack(RunState& state);

    /// Is the run known to be good up to this step?
    [[nodiscard]] bool isJudged(std::int64_t step) const { return step == m_judgedStep; }
    void setJudged(std::int64_t step) { m_judgedStep = step; }

    [[nodiscard]] const Knobs& knobs() const { return m_state.knobs; }

    /// Is each parameter and each moment of a state a finite number?
    [[nodiscard]] static bool isFinite(const RunState& state);
    [[nodiscard]] static bool isFinite(const FloatVector& values);

private:
    void keep(const RunState& state, const LossTrend& trend);

    RunState m_state;
    LossTrend m_before; ///< the trend before the loss of m_state
    LossTrend m_trend; ///< the trend now
    bool m_knobsAreNew = true;
    bool m_isOwed = false; ///< a state was due, and the loss had risen
    std::int64_t m_judgedStep = 0; ///< the step up to which the parameters are good
};

} // namespace isthmus
