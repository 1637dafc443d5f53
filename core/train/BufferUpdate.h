// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Parameter.h"

#include <utility>
#include <vector>

namespace isthmus {

/// Numbers of the flat vector that are not trained but follow the batches: running means and variances.
struct BufferRange
{
    Index offset = 0;
    Index count = 0;
};

/// The buffers (Parameter::isBuffer) among the first `end` numbers of the flat vector.
std::vector<BufferRange> buffersIn(const std::vector<Parameter>& parameters, Index end);

/// Takes buffers out of a step of the optimiser. They lie among the parameters, so that all that keeps, saves or
/// restores a run has them; but neither a rate, a momentum, a decay nor the norm of the gradient may touch them.
/// Without any it does nothing. Nothing is allocated after the first step.
class BufferUpdate
{
public:
    BufferUpdate() = default;
    explicit BufferUpdate(std::vector<BufferRange> ranges)
        : m_ranges(std::move(ranges))
    {
    }

    /// Keeps what the buffers become, which the gradient has in their place, and leaves zeros to the optimiser: as
    /// parameters and as gradient, so that moments stay 0.
    void take(FloatVector& gradient, FloatVector& parameters);
    /// Puts what was kept among the parameters, once the optimiser is done.
    void put(FloatVector& parameters) const;

private:
    std::vector<BufferRange> m_ranges;
    FloatVector m_kept;
};

} // namespace isthmus
