// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/Shape.h"

#include <QString>

namespace isthmus {

/// A word for a sample of this shape wherever the window speaks of it: "image", or "row" of numbers.
QString sampleName(const Shape& shape);

/// Several of them: "images", "rows".
QString samplesName(const Shape& shape);

/// So many of them: "1 image", "60,000 rows".
QString samplesText(Index count, const Shape& shape);

/// So many numbers of a row: "1 number", "3 numbers".
QString numbersText(Index count);

/// The size of pictures as all sizes are said, height before width: "28 × 28 pixels", "9 × 8 pixels (height × width)".
/// @param unit  what follows the numbers: " pixels"
QString pictureSize(const Shape& shape, const QString& unit = {});

} // namespace isthmus
