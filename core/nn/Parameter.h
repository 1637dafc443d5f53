// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// One named tensor inside the flat parameter vector: where it lies, and how it looks from outside. The outside sees
/// PyTorch's shapes in C order with image axes in channel-height-width order; inside, the order is the layer's own.
struct Parameter
{
    std::string name; ///< "weight", "bias"; with its part and entry in front once in a model: "encoder.1.weight"
    std::vector<Index> shape; ///< PyTorch's: Linear [out, in], Conv2d [out, in, kh, kw], bias [out]
    Index offset = 0; ///< place of its first float in the flat vector
    std::vector<Index> extents; ///< outer C-order axes, finer than `shape` where a row or column is an image
    std::vector<Index> strides; ///< step in the flat vector for each of `extents`, in floats
    Index fanIn = 0; ///< inputs of one output, for initialisers
    Index fanOut = 0;
    bool isBias = false;
    /// Numbers that are not trained but follow the batches, such as running means. A training pass leaves what they
    /// become in the place of their gradient (Layer::backwardParameters).
    bool isBuffer = false;
    std::optional<float> initial{}; ///< value that each of its numbers begins with; else an initialiser draws them

    /// A bias of `outputs` numbers in a row.
    [[nodiscard]] static Parameter bias(Index offset, Index outputs);

    [[nodiscard]] Index size() const;

    /// Copies the tensor out of a flat vector, in the outside's order.
    [[nodiscard]] FloatVector gather(const FloatVector& flat) const;

    /// Copies a tensor of size() floats in the outside's order into a flat vector.
    void scatter(const float* values, FloatVector& flat) const;
};

} // namespace isthmus
