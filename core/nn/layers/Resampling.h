// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"

#include <vector>

namespace isthmus {

/// A pixel along an axis, and its share in another one.
struct AxisShare
{
    Index pixel;
    float share;
};

/// For each pixel along an axis of one picture, those of another picture that it is made of; none: it is 0.
using AxisShares = std::vector<std::vector<AxisShare>>;

/// Makes each pixel of a picture a weighted sum of pixels of another one, each channel by itself and along the height
/// and the width by themselves. Backward goes the same way with the shares turned round, so that each number is written
/// by one tile.
class Resampling final : public Layer
{
public:
    /// @param vertical    for each row of the output
    /// @param horizontal  for each column of the output
    /// @param field       empty unless each pixel is made in the same way
    Resampling(Shape input, AxisShares vertical, AxisShares horizontal, std::optional<ReceptiveField> field);

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override { return m_field; }

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;

private:
    AxisShares m_vertical;
    AxisShares m_horizontal;
    AxisShares m_verticalBack; ///< for each row of the input
    AxisShares m_horizontalBack;
    std::optional<ReceptiveField> m_field;
};

} // namespace isthmus
