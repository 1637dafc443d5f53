// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A text for how far a run has trained, wherever the window says it: "0.26", "8.00", "120.5", "15,540.3". The figure
/// is rounded, but not up to a whole number, so that an epoch is said to be over only when it is.
QString epochText(double epoch);

/// Does epochText() show any training for this many epochs?
bool isEpochShown(double epoch);

} // namespace isthmus
