// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/CurveBand.h"

#include <algorithm>

namespace isthmus {

CurveBand::CurveBand(QCPAxis* epochs, QCPAxis* values)
    : QCPLayerable(epochs->parentPlot())
    , m_epochs(epochs)
    , m_values(values)
{
}

QRect CurveBand::clipRect() const
{
    return m_epochs->axisRect()->rect();
}

void CurveBand::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(false);
}

void CurveBand::draw(QCPPainter* painter)
{
    const QRectF area = clipRect();
    QVector<QRectF> columns;
    columns.reserve(static_cast<int>(m_points.size()));
    double left = area.left();
    for (const CurvePoint& point : m_points) {
        const double right = m_epochs->coordToPixel(point.epoch);
        const double top = std::max(m_values->coordToPixel(point.high), area.top());
        const double bottom = std::min(m_values->coordToPixel(point.low), area.bottom());
        if (right > left && bottom >= top)
            columns.append(QRectF(QPointF(left, top), QPointF(right, std::max(bottom, top + 1))));
        left = std::max(left, right);
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_colour);
    painter->drawRects(columns);
}

} // namespace isthmus
