// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/HandSquares.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kWishedSide = 144; // px: five times an image of 28, and the frame
constexpr int kLeastSide = 64;
constexpr int kBetween = 12;
} // namespace

HandSquares::HandSquares(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HandSquares::setWidgets(QWidget* left, QWidget* right)
{
    m_left = left;
    m_right = right;
    for (QWidget* widget : {left, right})
        widget->setParent(this);
}

QSize HandSquares::sizeHint() const
{
    return {2 * kWishedSide + kBetween, kWishedSide};
}

QSize HandSquares::minimumSizeHint() const
{
    return {2 * kLeastSide + kBetween, kLeastSide};
}

void HandSquares::resizeEvent(QResizeEvent*)
{
    const int side = std::min((width() - kBetween) / 2, height());
    m_left->setGeometry(0, 0, side, side);
    m_right->setGeometry(side + kBetween, 0, side, side);
}

} // namespace isthmus
