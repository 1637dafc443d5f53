// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/kinds/SampleForm.h"
#include "ui/theme/Theme.h"

#include <QFont>
#include <QImage>

#include <memory>
#include <span>

namespace isthmus {

/// Frames of a film of signals or of rows of a table: each is painted with its names and numbers, as under the hand. A
/// plain value; any thread may paint.
struct SampleFrames
{
    std::shared_ptr<const SampleForm> form; ///< of samples that are shown with their numbers
    ThemeTokens look;
    QFont font; ///< of names and numbers
    int scale = 1; ///< pixels of a frame for each logical one

    /// Pixels of every frame.
    [[nodiscard]] QSize size() const;
    /// @param values  the engine's
    [[nodiscard]] QImage frame(std::span<const float> values) const;
};

} // namespace isthmus
