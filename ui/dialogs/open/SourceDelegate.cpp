// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/SourceDelegate.h"

#include "ui/theme/Theme.h"

#include <QPainter>

namespace isthmus {
namespace {

constexpr int kHeading = 28; // px, as all below
constexpr int kOneLine = 32;
constexpr int kTwoLines = 44;
constexpr int kPadding = 8;
constexpr int kLine = 18;
constexpr double kRadius = 6;

} // namespace

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.data(kHeadingRole).toBool())
        return {option.rect.width(), kHeading};
    return {option.rect.width(), index.data(kDetailRole).toString().isEmpty() ? kOneLine : kTwoLines};
}

void SourceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(this);
    const ThemeTokens& tokens = theme.tokens();
    const QRect inner = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->save();
    if (index.data(kHeadingRole).toBool()) {
        painter->setFont(theme.heading());
        painter->setPen(tokens.dim);
        painter->drawText(inner.adjusted(0, 0, 0, -4), Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
        painter->restore();
        return;
    }
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isEnabled = option.state & QStyle::State_Enabled;
    if (isSelected || (isEnabled && option.state & QStyle::State_MouseOver)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(option.state & QStyle::State_HasFocus && isSelected ? QPen(tokens.accent) : QPen(Qt::NoPen));
        painter->setBrush(isSelected ? tokens.line : tokens.raised);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5), kRadius, kRadius);
    }
    const QString detail = index.data(kDetailRole).toString();
    const int height = detail.isEmpty() ? kLine : 2 * kLine;
    const QRect first(inner.x(), inner.center().y() - height / 2 + 1, inner.width(), kLine);
    const QFont small = theme.small();
    const QFont body = theme.body();
    painter->setFont(body);
    painter->setPen(isEnabled ? tokens.text : tokens.dim);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(body).elidedText(index.data().toString(), Qt::ElideMiddle, inner.width()));
    painter->setFont(small);
    painter->setPen(tokens.dim);
    painter->drawText(first.translated(0, kLine), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(small).elidedText(detail, Qt::ElideMiddle, inner.width()));
    painter->restore();
}

} // namespace isthmus
