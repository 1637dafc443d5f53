// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

#include <optional>
#include <vector>

namespace isthmus {

/// All that moves with the hand, on a layer of its own, so that a mouse move paints nothing else again: the probe (ring
/// and dot; an arrow at the edge while it is out of sight), the sample under the pointer (a thin ring), the pinned
/// sample (a ring in a square), and the path of a film (a line).
class ProbeLayer : public PlaneLayer
{
    Q_OBJECT
public:
    ProbeLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    /// Data coordinates; nothing: not shown.
    void setProbe(std::optional<QPointF> place) { m_probe = place; }
    [[nodiscard]] const std::optional<QPointF>& probe() const { return m_probe; }
    void setHovered(std::optional<QPointF> place) { m_hovered = place; }
    void setPinned(std::optional<QPointF> place) { m_pinned = place; }
    [[nodiscard]] const std::optional<QPointF>& pinned() const { return m_pinned; }
    void setWay(std::vector<QPointF> places) { m_way = std::move(places); }
    void setLook(const QColor& accent, const QColor& ink, const QColor& ground);

    struct Colours
    {
        QColor accent, ink, ground;
    };
    /// The ring and its dot.
    static void drawMark(QPainter& painter, QPointF centre, const Colours& colours);

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawWay(QCPPainter& painter) const;
    void drawHovered(QCPPainter& painter) const;
    void drawPinned(QCPPainter& painter) const;
    /// Points from the edge towards a probe that is out of sight.
    void drawArrow(QCPPainter& painter, QPointF probe) const;

    std::optional<QPointF> m_probe;
    std::optional<QPointF> m_hovered;
    std::optional<QPointF> m_pinned;
    std::vector<QPointF> m_way;
    QColor m_accent, m_ink, m_ground;
};

} // namespace isthmus
