// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/NumberLabel.h"

#include <QPainter>

namespace isthmus {

NumberLabel::NumberLabel(const QString& widest, QWidget* parent)
    : QWidget(parent)
    , m_widest(widest)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void NumberLabel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    if (fontMetrics().horizontalAdvance(text) > fontMetrics().horizontalAdvance(m_widest)) {
        m_widest = text;
        updateGeometry();
    }
    setAccessibleName(text);
    update();
}

void NumberLabel::setStale(bool stale)
{
    if (stale == m_isStale)
        return;
    m_isStale = stale;
    update();
}

QSize NumberLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_widest) + 1, fontMetrics().height()};
}

void NumberLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(m_isStale ? QPalette::PlaceholderText : foregroundRole()));
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_text);
}

} // namespace isthmus
