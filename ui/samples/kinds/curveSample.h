// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/kinds/sampleKinds.h"

namespace isthmus {

/// A signal: a curve over its places with axes, in the units of the data. A pair has original and output in one plot,
/// with the original's range, and the error in a lower one.

void paintCurve(QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample,
    const ThemeTokens& look);
void curveLegend(QPainter& painter, const QRectF& room, const ThemeTokens& look);
QSize curveSize(const SampleForm& form, const QFontMetrics& metrics);

/// The numbers of the place on the axis that is nearest.
QString tellCurve(const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const QFontMetrics& metrics,
    QPointF place);

} // namespace isthmus
