// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"

namespace isthmus {

/// Gives its input another shape. Features keep their order, so that nothing is computed: a network hands the same
/// buffer on.
class ViewLayer final : public Layer
{
public:
    using Layer::Layer;
    [[nodiscard]] bool isView() const override { return true; }
    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override { return fieldInPlace(); }
    void forward(const Pass&, const Batch&, Batch&, BlockDone) const override { }
    void backwardInput(const Pass&, const Batch&, const Batch&, const Batch&, Batch&, BlockDone) const override { }
};

} // namespace isthmus
