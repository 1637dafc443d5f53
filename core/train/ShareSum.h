// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/ThreadPool.h"
#include "core/models/Objective.h"

namespace isthmus {

/// Adds up the shares of a batch, in the order in which they are given: losses and gradients, each times the part of
/// the batch that the share is. The order and those parts alone decide the bits of the sum.
class ShareSum
{
public:
    /// @param batchSize  samples in all shares together
    /// @param gradient   the sum; the first share is copied over what it holds
    ShareSum(Index batchSize, FloatVector& gradient)
        : m_batchSize(batchSize)
        , m_gradient(gradient)
    {
    }

    /// @param terms     losses of the share
    /// @param gradient  gradient of the share
    /// @param samples   number of samples in the share
    void add(const LossTerms& terms, const FloatVector& gradient, Index samples, ThreadPool& pool);

    /// Losses of the shares so far.
    [[nodiscard]] const LossTerms& terms() const { return m_terms; }

private:
    Index m_batchSize;
    FloatVector& m_gradient;
    LossTerms m_terms;
    bool m_isFirst = true;
};

} // namespace isthmus
