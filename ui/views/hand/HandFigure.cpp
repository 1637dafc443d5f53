// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/HandFigure.h"

#include "ui/samples/SampleWidget.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/PointedSample.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/widgets/PictureImage.h"

#include <QPainter>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kFigureEdge = 12;
constexpr int kPictureRoom = 224; // px of the picture, about
constexpr QSize kSample{264, 184}; // px of a sample with its numbers
constexpr int kCaptionHeight = 24; // below it
constexpr int kPartGap = 16;

/// Places of the parts from the figure's corner; empty: the part is not there.
struct Parts
{
    QRect picture;
    QRect grid;
    QRect pointed;
    QSize whole;
};

Parts partsOf(const HandFigure& figure)
{
    Parts parts;
    QSize upper;
    if (!figure.picture.isNull()) {
        parts.picture = QRect({0, 0}, figure.sample ? kSample : sharpSizeOf(figure.picture.size(), kPictureRoom));
        upper = parts.picture.size() + QSize(0, kCaptionHeight);
    }
    if (!figure.grid.isEmpty()) {
        const int left = upper.isEmpty() ? 0 : upper.width() + kPartGap;
        parts.grid = QRect({left, 0}, figure.grid.sharpSize());
        upper = {parts.grid.right() + 1, std::max(upper.height(), parts.grid.height())};
    }
    parts.whole = upper.isEmpty() ? QSize(0, 0) : upper;
    if (const QSize pointed = figure.pointed.sharpSize(); !pointed.isEmpty()) {
        const int top = upper.isEmpty() ? 0 : upper.height() + kPartGap;
        parts.pointed = QRect({0, top}, pointed);
        parts.whole = {std::max(parts.whole.width(), pointed.width()), top + pointed.height()};
    }
    return parts;
}

} // namespace

QSize handFigureSize(const HandFigure& figure)
{
    const QSize whole = partsOf(figure).whole;
    return whole.isEmpty() ? QSize() : whole + QSize(2 * kFigureEdge, 2 * kFigureEdge);
}

void drawHandFigure(QPaintDevice& device, const ThemeTokens& look, const QFont& font, const HandFigure& figure)
{
    QPainter painter(&device);
    painter.fillRect(QRect({}, handFigureSize(figure)), look.panel);
    painter.translate(kFigureEdge, kFigureEdge);
    const Parts parts = partsOf(figure);
    if (!parts.picture.isEmpty()) {
        if (figure.sample)
            figure.sample->drawSample(painter, parts.picture, look);
        else
            painter.drawImage(parts.picture, figure.picture);
        painter.setFont(font);
        painter.setPen(look.text);
        painter.drawText(QRect(0, parts.picture.bottom() + 1, parts.picture.width() + kFigureEdge, kCaptionHeight),
            Qt::AlignLeft | Qt::AlignBottom, figure.caption);
    }
    if (!parts.grid.isEmpty()) {
        painter.save();
        painter.translate(parts.grid.topLeft());
        figure.grid.drawSharp(painter, look);
        painter.restore();
    }
    if (!parts.pointed.isEmpty()) {
        painter.translate(parts.pointed.topLeft());
        figure.pointed.drawSharp(painter, look);
    }
}

} // namespace isthmus
