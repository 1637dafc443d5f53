// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "ui/samples/kinds/SampleForm.h"

#include <QImage>

#include <memory>
#include <vector>

namespace isthmus {

/// What the decoder makes of drawn codes, as it is shown. Made on a thread, then never changed.
struct DrawnSamples
{
    std::shared_ptr<const SampleForm> form;
    std::vector<QImage> pictures; ///< unscaled; empty where samples are shown with their numbers
    RowDrawing drawing = {}; ///< on axes that all of them share; of pictures nothing
    Matrix values; ///< the engine's, draws x numbers of a sample; no rows where they are pictures

    [[nodiscard]] std::span<const float> valuesOf(int number) const
    {
        return {values.row(number).data(), static_cast<std::size_t>(values.cols())};
    }
};

} // namespace isthmus
