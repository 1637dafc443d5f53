// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/SquareStack.h"

#include <algorithm>

namespace isthmus {

SquareStack::SquareStack(int side, QWidget* parent)
    : QWidget(parent)
    , m_side(side)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SquareStack::add(QWidget* widget)
{
    widget->setParent(this);
    widget->setVisible(m_widgets.empty());
    m_widgets.push_back(widget);
}

void SquareStack::setCurrent(QWidget* widget)
{
    for (QWidget* other : m_widgets)
        other->setVisible(other == widget);
}

QWidget* SquareStack::current() const
{
    const auto shown =
        std::find_if(m_widgets.begin(), m_widgets.end(), [](const QWidget* widget) { return !widget->isHidden(); });
    return shown == m_widgets.end() ? nullptr : *shown;
}

void SquareStack::setLeastSide(int side)
{
    m_least = side;
    updateGeometry();
}

void SquareStack::resizeEvent(QResizeEvent*)
{
    const int side = std::min(width(), height());
    for (QWidget* widget : m_widgets)
        widget->setGeometry(0, 0, side, side);
}

} // namespace isthmus
