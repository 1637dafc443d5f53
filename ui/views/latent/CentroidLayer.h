// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

#include <cstddef>

namespace isthmus {

/// A class name and where its points are.
struct CentroidLabel
{
    QString text;
    QPointF place; ///< their middle, data coordinates
    double radius = 0; ///< root of their mean squared distance from it
    std::vector<QPointF> few = {}; ///< the points themselves, where they are so few that each of them counts
};

/// Class names on translucent plates: the second cue beside colour. A name stands on the middle of its class, or above
/// or below it where the plate would hide the points. Plates that would cover one another move apart vertically, and
/// those at an edge inwards; a line leads from each that has left its place to the middle. Those that find no room are
/// left out. Long names are cut.
class CentroidLayer : public PlaneLayer
{
    Q_OBJECT
public:
    CentroidLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    void setLabels(std::vector<CentroidLabel> labels) { m_labels = std::move(labels); }
    void setLook(const QFont& font, const QColor& ink, const QColor& plate);
    /// Pixels at the edges where no plate may be, since something floats on the plane there.
    void setCovered(const QMarginsF& covered) { m_covered = covered; }

    /// A name as it is drawn; pixels.
    struct Plate
    {
        QString text;
        QRectF place;
        QPointF middle; ///< middle of the class
    };
    [[nodiscard]] std::vector<Plate> readablePlates() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    /// Plates of the labels whose middle is in view, on it or above it.
    [[nodiscard]] std::vector<Plate> plates() const;
    [[nodiscard]] Plate plateOf(const CentroidLabel& label) const;
    /// The number of the label's few points that a plate lies on; pixels.
    [[nodiscard]] std::ptrdiff_t hiddenBy(const QRectF& plate, const CentroidLabel& label) const;
    void drawLeader(QCPPainter& painter, const Plate& plate) const;

    std::vector<CentroidLabel> m_labels;
    QFont m_font;
    QColor m_ink;
    QColor m_plate;
    QMarginsF m_covered;
};

/// Moves rectangles up and down until none covers another, as far as 400 rounds suffice; order is kept.
void spread(std::vector<QRectF>& plates);

/// Moves a rectangle by as little as brings it into another; one that is too large stays at its upper left corner.
[[nodiscard]] QRectF movedInto(QRectF plate, const QRectF& room);

/// Tells for each plate whether it covers none of the readable ones before it.
[[nodiscard]] std::vector<bool> readable(const std::vector<QRectF>& plates);

} // namespace isthmus
