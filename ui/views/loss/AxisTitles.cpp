// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/AxisTitles.h"

namespace isthmus {

namespace {

constexpr int kBelow = 5; // px from the area to the numbers of the epochs
constexpr int kApart = 4; // px between a title and the uppermost number
constexpr int kEdge = 6; // px between the plot's edge, where its focus is shown, and a title beside it
constexpr int kAbove = 3; // px between that edge and the titles below it
constexpr int kBeside = 10; // px that the first of them reaches out of the area

} // namespace

AxisTitles::AxisTitles(QCustomPlot* plot)
    : QCPLayerable(plot)
{
}

void AxisTitles::setTitles(const QString& left, const QString& right)
{
    m_left = left;
    m_right = right;
}

void AxisTitles::setLook(const QColor& left, const QColor& right, const QFont& font)
{
    m_leftColour = left;
    m_rightColour = right;
    m_font = font;
}

int AxisTitles::height() const
{
    const int line = QFontMetrics(m_font).height();
    return kAbove + line + line / 2 + kApart; // half of the uppermost number reaches out of the area
}

QRect AxisTitles::clipRect() const
{
    return parentPlot()->viewport();
}

void AxisTitles::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(false);
}

void AxisTitles::draw(QCPPainter* painter)
{
    const QRect area = parentPlot()->axisRect()->rect();
    const QRect whole = parentPlot()->viewport().adjusted(kEdge, 0, -kEdge, 0);
    const int line = QFontMetrics(m_font).height();
    const QRect above(whole.left(), area.top() - height() + kAbove, whole.width(), line);
    const QRect below(whole.left(), area.bottom() + kBelow, area.left() - kBeside - whole.left(), line);
    painter->setFont(m_font);
    painter->setPen(m_leftColour);
    painter->drawText(above, Qt::AlignLeft | Qt::AlignVCenter, m_left);
    painter->drawText(below, Qt::AlignRight | Qt::AlignTop, tr("epoch"));
    painter->setPen(m_rightColour);
    painter->drawText(above, Qt::AlignRight | Qt::AlignVCenter, m_right);
}

} // namespace isthmus
