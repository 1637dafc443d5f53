// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "ui/widgets/KnobSlider.h"

namespace isthmus {

/// 1e-5 to 1e-1.
KnobScale learningRateScale();

/// 0 to 10, logarithmic from 0.01 on; the left end is 0 itself.
KnobScale betaScale();

/// Beta where the slider stands, and the other way round.
double betaAt(double position);
double positionOfBeta(double beta);

/// From the table: minimum to maximum in the unit of the kind.
KnobScale amountScale(const CorruptionType& type);
double amountOf(const CorruptionType& type, double position);

/// "Noise σ" for "Noise sigma".
QString amountLabel(const CorruptionType& type);

/// A positive number at three significant digits, so that a marker or a command line can name what a slider chose.
double shortened(double value);

} // namespace isthmus
