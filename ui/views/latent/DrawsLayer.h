// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

#include <vector>

namespace isthmus {

/// Diamonds where the codes lie that were drawn from the prior: above the points, below the names of their classes.
class DrawsLayer : public PlaneLayer
{
    Q_OBJECT
public:
    DrawsLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    /// Data coordinates.
    void setPlaces(std::vector<QPointF> places) { m_places = std::move(places); }
    [[nodiscard]] const std::vector<QPointF>& places() const { return m_places; }
    void setLook(const QColor& ink, const QColor& ground);

protected:
    void draw(QCPPainter* painter) override;

private:
    std::vector<QPointF> m_places;
    QColor m_ink, m_ground;
};

} // namespace isthmus
