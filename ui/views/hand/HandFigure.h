// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

class QFont;
class QPaintDevice;

namespace isthmus {

class PointedSample;
class PriorGrid;
class SampleWidget;
struct ThemeTokens;

/// The picture of the hand's panel: the decoded picture and its caption, beside it the drawn ones, below the pointed
/// sample. What the panel lacks takes no room.
struct HandFigure
{
    const QImage& picture; ///< decoded picture; null: nothing is under the hand
    const SampleWidget* sample = nullptr; ///< what shows it with its numbers; null: it is drawn as a picture
    QString caption = {};
    const PriorGrid& grid;
    const PointedSample& pointed;
};

/// Logical pixels; empty: there is nothing to draw.
QSize handFigureSize(const HandFigure& figure);

void drawHandFigure(QPaintDevice& device, const ThemeTokens& look, const QFont& font, const HandFigure& figure);

} // namespace isthmus
