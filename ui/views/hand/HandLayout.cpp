// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/HandLayout.h"

#include <QWidget>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kWishedSide = 144; // px: five times an image of 28, and the frame
constexpr int kLeastSide = 88; // in which the words of an empty picture still stand
constexpr int kBetween = 12; // px between the pictures, and from them to buttons at their right
constexpr int kGap = 4; // px between all else

} // namespace

HandLayout::HandLayout(const Parts& parts, QWidget* panel)
    : QLayout(panel)
    , m_parts(parts)
{
    for (QWidget* part : {parts.picture, parts.grid, parts.code, parts.source, parts.pointed})
        addWidget(part);
    for (QWidget* button : parts.buttons)
        addWidget(button);
}

HandLayout::~HandLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem* HandLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

HandLayout::Division HandLayout::divide(QSize inner) const
{
    const Division below = divide(inner, false);
    const Division beside = divide(inner, true);
    const bool isRowWhole = buttonRow() <= inner.width();
    return below.side >= beside.side && isRowWhole ? below : beside;
}

HandLayout::Division HandLayout::divide(QSize inner, bool isBeside) const
{
    const int least = m_parts.pointed->minimumSizeHint().height();
    const int most = m_parts.pointed->sizeHint().height();
    const int taken = isBeside ? buttonColumn() + kBetween : 0;
    const int widest = (inner.width() - taken - kBetween) / 2;
    const int rest = inner.height() - lines(isBeside);
    const int pointed = std::clamp(rest - std::min(widest, kWishedSide), least, most);
    return {std::max(1, std::min(widest, rest - pointed)), pointed, isBeside};
}

int HandLayout::lines(bool isBeside) const
{
    const int always = m_parts.code->sizeHint().height() + m_parts.source->sizeHint().height() + 3 * kGap;
    return isBeside ? always : always + m_parts.buttons.front()->sizeHint().height() + kGap;
}

int HandLayout::buttonRow() const
{
    int width = -kGap;
    for (const QWidget* button : m_parts.buttons)
        width += button->minimumWidth() + kGap;
    return width;
}

int HandLayout::buttonColumn() const
{
    int width = kGap; // between the last two
    int widest = 0;
    for (const QWidget* button : m_parts.buttons)
        widest = std::max(widest, button->minimumWidth());
    for (const QWidget* button : m_parts.buttons.last(2))
        width += button->minimumWidth();
    return std::max(widest, width);
}

int HandLayout::buttonLines() const
{
    const auto count = static_cast<int>(m_parts.buttons.size()) - 1;
    return count * m_parts.buttons.front()->sizeHint().height() + (count - 1) * kGap;
}

QSize HandLayout::sizeHint() const
{
    const QSize inner(2 * kWishedSide + kBetween, kWishedSide + lines(false) + m_parts.pointed->sizeHint().height());
    return inner.grownBy(contentsMargins());
}

QSize HandLayout::minimumSize() const
{
    const int side = std::max(kLeastSide, buttonLines());
    const QSize inner(2 * kLeastSide + 2 * kBetween + buttonColumn(),
        side + lines(true) + m_parts.pointed->minimumSizeHint().height());
    return inner.grownBy(contentsMargins());
}

void HandLayout::setGeometry(const QRect& place)
{
    QLayout::setGeometry(place);
    const QRect room = place.marginsRemoved(contentsMargins());
    const Division division = divide(room.size());
    const int side = division.side;
    m_parts.picture->setGeometry({room.topLeft(), QSize(side, side)});
    m_parts.grid->setGeometry({room.topLeft() + QPoint(side + kBetween, 0), QSize(side, side)});
    int top = room.top() + (division.isBeside ? std::max(side, buttonLines()) : side) + kGap;
    const auto placeLine = [&](QWidget* part, int height) {
        part->setGeometry(room.left(), top, room.width(), height);
        top += height + kGap;
    };
    placeLine(m_parts.code, m_parts.code->sizeHint().height());
    if (division.isBeside) {
        placeColumn(room.topLeft() + QPoint(2 * (side + kBetween), 0));
    } else {
        placeRow({room.left(), top});
        top += m_parts.buttons.front()->sizeHint().height() + kGap;
    }
    placeLine(m_parts.source, m_parts.source->sizeHint().height());
    placeLine(m_parts.pointed, division.pointed);
}

void HandLayout::placeRow(QPoint corner) const
{
    for (QWidget* button : m_parts.buttons) {
        button->setGeometry({corner, QSize(button->minimumWidth(), button->sizeHint().height())});
        corner.rx() += button->width() + kGap;
    }
}

void HandLayout::placeColumn(QPoint corner) const
{
    const auto whole = m_parts.buttons.size() - 2; // with a line of their own
    const int height = m_parts.buttons.front()->sizeHint().height();
    for (QWidget* button : m_parts.buttons.first(whole)) {
        button->setGeometry({corner, QSize(buttonColumn(), height)});
        corner.ry() += height + kGap;
    }
    QWidget* last = m_parts.buttons.last();
    QWidget* before = m_parts.buttons[whole];
    before->setGeometry({corner, QSize(buttonColumn() - last->minimumWidth() - kGap, height)});
    last->setGeometry({corner + QPoint(before->width() + kGap, 0), QSize(last->minimumWidth(), height)});
}

} // namespace isthmus
