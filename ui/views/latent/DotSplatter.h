// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlanePoints.h"

#include <QImage>

#include <vector>

namespace isthmus {

/// From data coordinates to device pixels: pixel = data * scale + offset on each axis.
struct PlaneTransform
{
    double scaleX = 1, offsetX = 0;
    double scaleY = 1, offsetY = 0;
};

/// Paints many soft round dots straight into an image, at a fraction of what a painter takes: a dot is a small stamp,
/// made once for each colour and for 4 x 4 places within a pixel, and laid over what is there.
class DotSplatter
{
public:
    /// @param colours   one per class; alpha 0: that class is not painted
    /// @param diameter  of a dot, device pixels
    DotSplatter(const std::vector<QRgb>& colours, double diameter);

    /// Width of the border around the visible part of the image that dots may reach into.
    [[nodiscard]] int margin() const { return m_size; }

    /// Lays the points over the image in their order. Points whose dot does not lie inside the image are left out.
    /// @param image  Format_ARGB32_Premultiplied
    void paint(const PlanePoints& points, const PlaneTransform& transform, QImage& image) const;

private:
    static constexpr int kPhases = 4;

    template <typename Stamp>
    void paintWith(const PlanePoints& points, const PlaneTransform& transform, QImage& image, const Stamp& lay) const;

    int m_size; ///< edge of a stamp, pixels
    std::vector<QRgb> m_colours;
    std::vector<QRgb> m_stamps; ///< colour, phase y, phase x, row, column
};

} // namespace isthmus
