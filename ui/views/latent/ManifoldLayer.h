// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

namespace isthmus {

/// The decoder's pictures of a grid on the plane, faint behind the points. They stay where they belong in data
/// coordinates when the view moves, until newer ones come.
class ManifoldLayer : public PlaneLayer
{
    Q_OBJECT
public:
    ManifoldLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    /// @param image  all pictures side by side
    /// @param range  data coordinates that they cover; top() is the smallest y
    void setPicture(const QImage& image, const QRectF& range);
    [[nodiscard]] bool isEmpty() const { return m_image.isNull(); }
    /// @param opacity  how far the pictures stand out from the ground
    void setLook(const QColor& ground, double opacity);

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QImage faint(QSize pixels) const;

    QImage m_image;
    QRectF m_range;
    QImage m_scaled; ///< picture as it was painted last: faint, opaque, so that a frame only copies it
    QColor m_ground;
    double m_opacity = 1;
};

} // namespace isthmus
