// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QString>

namespace isthmus {

/// What a sample of this shape is called wherever the window speaks of it: "image", or "row" of numbers.
QString sampleName(const Shape& shape);

/// Several of them: "images", "rows".
QString samplesName(const Shape& shape);

} // namespace isthmus
