// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Knobs.h"
#include "ui/widgets/KnobSlider.h"

namespace isthmus {

/// The slider of a knob that is a number: what its row in knobTypes() says.
KnobScale knobScale(const KnobType& type);

/// The knob where its slider stands, and the other way round. The left end of a slider that has a zero is 0.
double knobValueAt(const KnobType& type, double position);
double knobPositionOf(const KnobType& type, double value);

/// The tool tip of a knob: "How far a step goes: 1e-5 to 0.1. Acts at the next step".
QString knobToolTip(const KnobType& type);

/// The slider of an amount, from the table: minimum to maximum in the unit of the kind.
KnobScale amountScale(const CorruptionType& type);
double amountOf(const CorruptionType& type, double position);

/// "Noise σ" for "Noise sigma".
QString amountLabel(const CorruptionType& type);
QString amountToolTip(const CorruptionType& type);

} // namespace isthmus
