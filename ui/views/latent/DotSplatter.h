// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlanePoints.h"

#include <QImage>

#include <limits>
#include <vector>

namespace isthmus {

/// Turns data coordinates into device pixels: pixel = data * scale + offset on each axis.
struct PlaneTransform
{
    double scaleX = 1, offsetX = 0;
    double scaleY = 1, offsetY = 0;
};

/// The look of a dot: a disc, or a ring where it is large enough for one.
enum class DotForm { Disc, Ring };

/// Paints many soft round dots straight into an image, at a fraction of what a painter takes: a dot is a small stamp,
/// made once for each colour and for 4 x 4 places within a pixel (2 x 2 for large dots), and laid over what is there.
class DotSplatter
{
public:
    /// @param colours   one per class; alpha 0: that class is not painted
    /// @param diameter  diameter of a dot, device pixels
    DotSplatter(const std::vector<QRgb>& colours, double diameter, DotForm form = DotForm::Disc);

    /// Whether a splatter made with these would be the same.
    [[nodiscard]] bool isOf(const std::vector<QRgb>& colours, double diameter) const
    {
        return diameter == m_diameter && colours == m_colours;
    }

    /// Width of the border around the visible part of the image that dots may reach into.
    [[nodiscard]] int margin() const { return m_size; }

    /// Lays the points from `first` to before `end` over the image in their order. Points whose dot does not lie inside
    /// the image are left out.
    /// @param image  Format_ARGB32_Premultiplied
    void paint(const PlanePoints& points, const PlaneTransform& transform, QImage& image, std::size_t first = 0,
        std::size_t end = std::numeric_limits<std::size_t>::max()) const;

private:
    /// The arguments of paint(), with `end` within the points.
    struct Order
    {
        const PlanePoints& points;
        const PlaneTransform& transform;
        QImage& image;
        std::size_t first, end;
    };

    template <typename Stamp>
    void paintWith(const Order& order, const Stamp& lay) const;

    double m_diameter;
    int m_size; ///< edge of a stamp, pixels
    int m_phases; ///< places within a pixel on each axis
    std::vector<QRgb> m_colours;
    std::vector<QRgb> m_stamps; ///< colour, phase y, phase x, row, column
};

} // namespace isthmus
