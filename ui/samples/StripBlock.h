// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/Strips.h"

#include <QFont>

class QFontMetrics;
class QPainter;

namespace isthmus {

struct ThemeTokens;

/// A strip that is shown whole, as its kind shows a sample with its numbers, below a line with its name and its
/// decibels.
struct StripBlock
{
    const Strip& strip;
    QString name; ///< empty: something else says it
    QFont body; ///< of the line
    QFont small; ///< of the numbers
};

/// Height in logical pixels that such a strip wishes for.
int blockHeight(const SampleForm& form, const QFont& body, const QFont& small);

/// Height in which the first lines of it can be read.
int leastBlockHeight(const SampleForm& form, const QFont& body, const QFont& small);

void paintBlock(QPainter& painter, const QRectF& room, const StripBlock& block, const ThemeTokens& look);

/// The numbers at a place, as rich text; empty: none there.
QString tellBlock(const QRectF& room, const StripBlock& block, QPointF place);

} // namespace isthmus
