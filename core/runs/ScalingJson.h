// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Scaling.h"
#include "core/files/JsonFields.h"

namespace isthmus {

/// {"scale": 0.00392, "offset": 0}, as every version has it; with "form" where that is another one than plain, and with
/// "scales" and "offsets" of what follows for each channel or column, and "flags", the numbers of the columns that hold
/// 0 and 1, where a text became some.
QJsonObject toJson(const Scaling& scaling);

/// @param shape  shape of the samples, which says how many channels or columns there are
/// @throws Error that names the field: not such numbers, or not as many
Scaling scalingFromJson(const JsonFields& fields, Shape shape);

} // namespace isthmus
