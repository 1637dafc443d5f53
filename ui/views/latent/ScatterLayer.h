// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/DotSplatter.h"
#include "ui/views/latent/PlaneLayer.h"
#include "ui/views/latent/PlanePoints.h"

#include <optional>

namespace isthmus {

/// The points of the plane, coloured by class. QCustomPlot's own scatter takes 110 ms for 70,000 discs; this takes the
/// splatter's one or two. Dots are the smaller and the fainter the more there are; those of the background are rings,
/// or fainter still where they are too small for one.
class ScatterLayer : public PlaneLayer
{
    Q_OBJECT
public:
    ScatterLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    void setPoints(PlanePoints points) { m_points = std::move(points); }
    [[nodiscard]] const PlanePoints& points() const { return m_points; }

    /// @param colours  one per class, or one alone without classes; alpha 0: hidden
    void setColours(std::vector<QRgb> colours) { m_colours = std::move(colours); }
    /// @param scale  what the user wants dots to be larger than their number alone makes them
    void setDotScale(double scale) { m_dotScale = scale; }
    /// Diameter of a dot, px.
    [[nodiscard]] double dotDiameter() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    /// Both kinds of dots, as large as this device needs them.
    struct Dots
    {
        DotSplatter foreground, background;
    };
    [[nodiscard]] const Dots& dots(double devicePixelRatio);
    static void paintAll(const Dots& dots, const PlanePoints& points, const PlaneTransform& transform, QImage& image);

    PlanePoints m_points;
    std::vector<QRgb> m_colours;
    double m_dotScale = 1;
    std::optional<Dots> m_dots; ///< dots of the last frame, kept as long as they fit
    QImage m_image; ///< points with the splatter's margin on each side; kept, so that no frame allocates
};

/// Diameter of a dot by their number: 9 px for some ten, 2.6 for 10,000, 1.2 for a million.
[[nodiscard]] double diameterFor(std::size_t points);
/// Opacity of a dot by their number: 0.85, less from 10,000 on, so that many do not clot.
[[nodiscard]] double opacityFor(std::size_t points);

} // namespace isthmus
