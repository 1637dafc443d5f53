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
    QTransform transform; ///< to logical pixels of the drawing
    bool hasClip = false;
    QPainterPath clip; ///< in logical pixels of the drawing
    double opacity = 1;
    bool isSmooth = false; ///< edges of a path; scaling of an image
    QPen pen;
    QBrush brush; ///< one colour or none
    QPainterPath path;
    QImage image;
    std::function<QImage()> later; ///< makes the image instead, where the drawing is painted: any thread
    QRectF target; ///< of an image
    QRectF source; ///< likewise
    QString text;
    QFont font;
    QPointF place; ///< where the text's base line begins

    /// The image, be it there or made now.
    [[nodiscard]] QImage picture() const { return later ? later() : image; }
};

/// What a figure looks like, as a list of marks. Recorded on the window's thread in some milliseconds, painted and
/// packed by any other.
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
