// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/loss/CurveHistory.h"

#include <qcustomplot.h>

#include <vector>

namespace isthmus {

/// The steps of a long history as a band from their lowest to their highest value in each column. Painted as plain
/// rectangles: ten times as fast as a filled polygon with a thousand corners.
class CurveBand : public QCPLayerable
{
    Q_OBJECT
public:
    CurveBand(QCPAxis* epochs, QCPAxis* values);

    void setValueAxis(QCPAxis* values) { m_values = values; }
    void setPoints(std::vector<CurvePoint> points) { m_points = std::move(points); }
    void setColor(const QColor& colour) { m_colour = colour; }

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QCPAxis* m_epochs;
    QCPAxis* m_values;
    std::vector<CurvePoint> m_points;
    QColor m_colour;
};

} // namespace isthmus
