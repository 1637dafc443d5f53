// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/StripBlock.h"

#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kLeastLines = 6; // of numbers: the headings, four columns, and how many follow
constexpr double kNameGap = 12; // px between name and decibels

/// What the line above leaves.
QRectF bodyOf(const QRectF& room, const StripBlock& block)
{
    return room.adjusted(0, QFontMetricsF(block.body).height(), 0, 0);
}

} // namespace

int blockHeight(const SampleForm& form, const QFont& body, const QFont& small)
{
    return QFontMetrics(body).height() + form.kind->size(form, QFontMetrics(small)).height();
}

int leastBlockHeight(const SampleForm& form, const QFont& body, const QFont& small)
{
    const int lines = kLeastLines * QFontMetrics(small).height();
    return QFontMetrics(body).height() + std::min(form.kind->size(form, QFontMetrics(small)).height(), lines);
}

void paintBlock(QPainter& painter, const QRectF& room, const StripBlock& block, const ThemeTokens& look)
{
    painter.save();
    painter.setFont(block.body);
    const QFontMetricsF metrics(block.body);
    const QRectF line(room.topLeft(), QSizeF(room.width(), metrics.height()));
    const QString quality = block.strip.quality();
    painter.setPen(look.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, quality);
    const double left = room.width() - metrics.horizontalAdvance(quality) - kNameGap;
    painter.setPen(look.dim);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(block.name, Qt::ElideRight, left));
    painter.setFont(block.small);
    block.strip.form->kind->paint(painter, bodyOf(room, block), *block.strip.form, block.strip.numbers, look);
    painter.restore();
}

QString tellBlock(const QRectF& room, const StripBlock& block, QPointF place)
{
    const QRectF body = bodyOf(room, block);
    if (!body.contains(place))
        return {};
    return block.strip.form->kind->tell(body, *block.strip.form, block.strip.numbers, QFontMetrics(block.small), place);
}

} // namespace isthmus
