// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace isthmus {

/// The part of the plane that is seen: a centre and one scale for both axes, so that they stay equal whatever the
/// window's shape. Data y grows upwards, pixel y downwards.
class PlaneViewport
{
public:
    /// Data coordinates that are visible; top() is the smallest y.
    [[nodiscard]] QRectF visible() const;
    [[nodiscard]] QSizeF size() const { return m_pixels; } ///< pixels
    [[nodiscard]] double unitsPerPixel() const { return m_unitsPerPixel; }

    [[nodiscard]] QPointF toPixel(QPointF data) const;
    [[nodiscard]] QPointF toData(QPointF pixel) const;

    /// The window's size; centre and scale stay.
    void resize(QSizeF pixels) { m_pixels = pixels; }

    /// Shows all of `bounds` with a margin. Bounds without extent get one unit around them.
    /// @param covered  pixels at the edges that lie behind tools and the like; the bounds are shown between them,
    /// unless
    ///                 they leave less than half of the window's width or height
    void fit(const QRectF& bounds, const QMarginsF& covered = {});

    /// Data coordinates that are visible and not covered; top() is the smallest y.
    [[nodiscard]] QRectF uncovered(const QMarginsF& covered) const;

    /// Zooms so that the place under the pointer stays there. @param factor  above 1: closer
    void zoomAt(QPointF pixel, double factor);

    /// Moves the picture by this many pixels.
    void pan(QPointF pixels);

private:
    /// The pixels that `covered` leaves.
    [[nodiscard]] QRectF room(QMarginsF covered) const;

    QPointF m_centre;
    double m_unitsPerPixel = 0.01;
    QSizeF m_pixels{1, 1};
};

} // namespace isthmus
