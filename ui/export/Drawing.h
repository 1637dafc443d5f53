// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QFont>
#include <QImage>
#include <QPainterPath>
#include <QPen>
#include <QSize>
#include <QString>
#include <QTransform>

#include <functional>
#include <vector>

class QPainter;

namespace isthmus {

/// One thing that was painted, with the state of the painter at that moment.
struct Mark
{
    enum class Kind { Path, Image, Text };

    Kind kind = Kind::Path;
    QTransform transform; ///< transform to logical pixels of the drawing
    bool hasClip = false;
    QPainterPath clip; ///< clip in logical pixels of the drawing
    double opacity = 1;
    bool isSmooth = false; ///< edges of a path; scaling of an image
    QPen pen;
    QBrush brush; ///< one colour or none
    QPainterPath path;
    QImage image;
    std::function<QImage()> later; ///< makes the image instead, where the drawing is painted: any thread
    QRectF target; ///< place of an image
    QRectF source; ///< part of an image that is painted
    QString text;
    QFont font;
    QPointF place; ///< point where the text's base line begins

    /// The image, be it there or made now.
    [[nodiscard]] QImage picture() const { return later ? later() : image; }
};

/// The look of a figure, as a list of marks. It is recorded on the window's thread in some milliseconds; any other
/// thread paints and packs it.
struct Drawing
{
    QSize size; ///< logical pixels
    std::vector<Mark> marks;

    /// Paints everything, one logical pixel to one unit of the painter.
    void paint(QPainter& painter) const;

    /// @param scale  pixels per logical pixel
    [[nodiscard]] QImage image(double scale) const;
};

} // namespace isthmus
