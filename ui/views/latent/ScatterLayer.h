// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"
#include "ui/views/latent/PlanePoints.h"

namespace isthmus {

/// The points of the plane, coloured by class. QCustomPlot's own scatter takes 110 ms for 70,000 discs; this takes the
/// splatter's one or two.
class ScatterLayer : public PlaneLayer
{
    Q_OBJECT
public:
    ScatterLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    void setPoints(PlanePoints points) { m_points = std::move(points); }
    [[nodiscard]] const PlanePoints& points() const { return m_points; }

    /// @param colours  one per class, or one alone without classes; alpha 0: hidden
    void setColours(std::vector<QRgb> colours) { m_colours = std::move(colours); }

protected:
    void draw(QCPPainter* painter) override;

private:
    PlanePoints m_points;
    std::vector<QRgb> m_colours;
    QImage m_image; ///< with the splatter's margin on each side; kept, so that no frame allocates
};

} // namespace isthmus
