// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QString>

namespace isthmus {

/// A word for a sample of this shape wherever the window speaks of it: "image", or "row" of numbers.
QString sampleName(const Shape& shape);

/// Several of them: "images", "rows".
QString samplesName(const Shape& shape);

} // namespace isthmus
