// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Terms.h"

#include <optional>

namespace isthmus {

/// Tells whether a run's loss has risen, which decides what states are worth going back to. Two exponential means
/// follow the losses of its steps: the level, over some 64 steps, whose lowest value is remembered, and the present
/// one, over some 4. The loss has risen when the present one lies above the lowest level by more than a tenth of that
/// level, and by more than a tenth of what training has gained since the first step; ten times that level above it, it
/// has risen in any case.
///
/// The means are those of the loss's parts, which are weighed as they are weighed now: a KL warm-up or
/// another beta is no rise. A plain value; a function of the losses alone.
class LossTrend
{
public:
    LossTrend() = default;

    /// The trend of a run that goes on: its level is unknown until it has been followed for 64 steps.
    /// @param firstLoss  loss of the run's first step, if that is known; one that is not finite counts as unknown
    [[nodiscard]] static LossTrend ofResumed(std::optional<double> firstLoss);

    /// Follows one more step.
    /// @param terms    finite losses of its batch
    /// @param weights  how they are weighed in this step
    void add(const LossTerms& terms, const TermWeights& weights);

    /// Says that losses are on another scale from now on: the level begins anew. A loss that has risen counts as risen
    /// by the same factor there, or the rise would become the level.
    void beginAnew();

    [[nodiscard]] bool hasRisen() const { return m_hasRisen; }

private:
    /// An exponential mean, which is the plain mean until it has seen as many losses as it spans.
    struct Mean
    {
        LossTerms terms;
        int count = 0;
        void add(const LossTerms& fresh, int span);
    };

    /// What is compared, each weighed as in the last step.
    struct Comparison
    {
        double lowest = 0;
        double present = 0;
    };

    void carryOver(const Comparison& rise, const TermWeights& weights);

    std::optional<double> m_first; ///< loss of the run's first step
    Mean m_level;
    Mean m_present;
    std::optional<LossTerms> m_lowest; ///< lowest value of the level
    int m_settles = 0; ///< losses that the level needs before it can be the lowest
    Comparison m_compared;
    bool m_hasRisen = false;
    std::optional<Comparison> m_carried; ///< a rise on another scale, until the present mean is known on this one
};

} // namespace isthmus
