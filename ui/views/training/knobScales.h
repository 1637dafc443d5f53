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

/// A positive number that may be 0 as well: logarithmic from `least` to `most`, and the left end is 0 itself.
struct ScaleFromZero
{
    double least = 0;
    double most = 0;

    [[nodiscard]] KnobScale scale() const;
    [[nodiscard]] double valueAt(double position) const;
    [[nodiscard]] double positionOf(double value) const;
};

/// 0.01 to 10 nats per latent dimension, or 0.
ScaleFromZero freeBitsScale();
/// 1e-4 to 10, or 0.
ScaleFromZero sparsityScale();

/// From the table: minimum to maximum in the unit of the kind.
KnobScale amountScale(const CorruptionType& type);
double amountOf(const CorruptionType& type, double position);

/// "Noise σ" for "Noise sigma".
QString amountLabel(const CorruptionType& type);

/// A positive number at three significant digits, so that a marker or a command line can name what a slider chose.
double shortened(double value);

} // namespace isthmus
