// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/knobChanges.h"

#include <QString>

namespace isthmus {

/// A sentence of the engine about knobs with the window's signs: "beta 1 -> 4" becomes "β 1 → 4".
QString withKnobSigns(const std::string& sentence);

/// A change as the window says it everywhere: "learning rate 0.001 → 0.0005", "corruption none → blur of 1.5 px".
/// @throws Error as checked()
QString knobText(const KnobChange& change);

/// A knob at one of the change's values: "β 4".
/// @param value  `from` or `to` of the change
/// @throws Error as checked()
QString knobText(const KnobChange& change, const std::string& value);

/// A knob at its value in these: "β 4", "corruption none".
QString knobText(const KnobType& type, const Knobs& knobs);

} // namespace isthmus
