// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/Strips.h"

#include <QFont>
#include <QSize>

#include <span>

class QPainter;

namespace isthmus {

struct ThemeTokens;

/// Cells of signals and of rows of a table, which are shown with their numbers: an original alone, a run's output
/// beside it.

/// Size in logical pixels that such a cell wishes for.
QSize numbersCell(const SampleForm& form, const QFont& small);

/// @param isOutput  is the original painted with what the run makes of it?
void paintNumbers(QPainter& painter, const QRectF& room, const Strip& strip, bool isOutput, const ThemeTokens& look);

/// A sample without an original, such as what a run decodes at its probe.
void paintNumbers(QPainter& painter, const QRectF& room, const SampleForm& form, std::span<const float> values,
    const ThemeTokens& look);

/// The numbers at a place of such a cell, as rich text; empty: the strip is shown as pictures.
QString tellNumbers(const QRectF& room, const Strip& strip, bool isOutput, const QFont& small, QPointF place);

} // namespace isthmus
