// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SectionHeading.h"

#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace isthmus {

SectionHeading::SectionHeading(const QString& text, QWidget* parent)
    : QLabel(text, parent)
{
    setProperty("dim", true);
    setFont(Theme::of(this).heading());
}

QString SectionHeading::shownText() const
{
    return fontMetrics().elidedText(text().toUpper(), Qt::ElideRight, contentsRect().width());
}

QSize SectionHeading::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text().toUpper()) + 1, QLabel::sizeHint().height()};
}

QSize SectionHeading::minimumSizeHint() const
{
    return {std::min(fontMetrics().horizontalAdvance("MMM"), sizeHint().width()), sizeHint().height()};
}

void SectionHeading::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(Theme::of(this).tokens().dim);
    painter.drawText(contentsRect(), static_cast<int>(alignment()), shownText());
}

} // namespace isthmus
