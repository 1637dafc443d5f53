// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

class QComboBox;

namespace isthmus {

/// Fills a list with the presets that are offered for data of this shape, their names as data. Leaves it alone where it
/// has them already.
void listPresets(const Shape& shape, QComboBox& list);

} // namespace isthmus
