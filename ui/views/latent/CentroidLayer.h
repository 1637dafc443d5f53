// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

namespace isthmus {

/// A class name and where its points have their middle.
struct CentroidLabel
{
    QString text;
    QPointF place; ///< data coordinates
};

/// Class names on translucent plates: the second cue beside colour. Plates that would cover one another move apart
/// vertically; those that find no room are left out. Long names are cut.
class CentroidLayer : public PlaneLayer
{
    Q_OBJECT
public:
    CentroidLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    void setLabels(std::vector<CentroidLabel> labels) { m_labels = std::move(labels); }
    void setLook(const QFont& font, const QColor& ink, const QColor& plate);

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Plate
    {
        QString text;
        QRectF place; ///< pixels
    };

    /// Of the labels whose place is in view, centred there.
    [[nodiscard]] std::vector<Plate> plates() const;

    std::vector<CentroidLabel> m_labels;
    QFont m_font;
    QColor m_ink;
    QColor m_plate;
};

/// Moves rectangles up and down until none covers another, as far as 400 rounds suffice; order is kept.
void spread(std::vector<QRectF>& plates);

/// One flag for each plate: does it cover none of the readable ones before it?
[[nodiscard]] std::vector<bool> readable(const std::vector<QRectF>& plates);

} // namespace isthmus
