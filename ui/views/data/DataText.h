// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/Split.h"

#include <QString>

namespace isthmus {

/// Describes a data set and the part of it that is in use, in a few lines: counts, shape and classes; parts; scaling
/// where it is not that of plain bytes; what is missing. Notices are for others to say.
/// @param isOfRun  false: the run was trained on other data, whose scaling this has
QString dataText(const Dataset& data, const Split& split, bool isOfRun = true);

/// Why a run has no data, and which images its model takes, or a decoder alone makes.
/// @param why  a sentence without its stop
QString missingText(const Dataset& data, const QString& why, bool hasEncoder);

} // namespace isthmus
