// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ElidedHeader.h"

#include <QAbstractItemModel>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kHeadEdges = 18; // px beside text and icon, as the style sheet has them, and the line between two heads
constexpr int kBesideIcon = 6; // px between icon and text

} // namespace

ElidedHeader::ElidedHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
}

QString ElidedHeader::shownText(int section) const
{
    const bool hasIcon = !model()->headerData(section, orientation(), Qt::DecorationRole).isNull();
    const int icon = hasIcon ? style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) + kBesideIcon : 0;
    const int room = std::max(0, sectionSize(section) - kHeadEdges - icon);
    const QString text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    return fontMetrics().elidedText(text, Qt::ElideMiddle, room);
}

void ElidedHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    option->text = shownText(section);
}

} // namespace isthmus
