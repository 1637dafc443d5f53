// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FoldingHeading.h"

#include "ui/theme/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace isthmus {

namespace {

constexpr int kChevron = 8; // px
constexpr int kGap = 6;
constexpr int kRing = 2; // room for the focus ring above and below the text

} // namespace

FoldingHeading::FoldingHeading(const QString& text, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(name);
    setFont(Theme::of(this).heading());
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::toggled, this, &FoldingHeading::showToolTip);
    setTitle(text);
}

void FoldingHeading::setTitle(const QString& text)
{
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    showToolTip();
}

void FoldingHeading::showToolTip()
{
    setToolTip(
        isChecked() ? tr("Fold %1 (click, or Enter)").arg(text()) : tr("Unfold %1 (click, or Enter)").arg(text()));
}

QSize FoldingHeading::sizeHint() const
{
    const int width = fontMetrics().size(Qt::TextSingleLine, text().toUpper()).width();
    return {kChevron + kGap + width + 2 * kRing, fontMetrics().height() + 2 * kRing};
}

QSize FoldingHeading::minimumSizeHint() const
{
    return {kChevron + kGap + fontMetrics().horizontalAdvance("MMM"), sizeHint().height()};
}

void FoldingHeading::paintEvent(QPaintEvent*)
{
    const ThemeTokens& look = Theme::of(this).tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(look.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setPen(underMouse() && isEnabled() ? look.text : look.dim);
    drawChevron(painter);
    const QRect place = rect().adjusted(kRing + kChevron + kGap, 0, -kRing, 0);
    const QString shown = fontMetrics().elidedText(text().toUpper(), Qt::ElideRight, place.width());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
}

void FoldingHeading::drawChevron(QPainter& painter) const
{
    painter.save();
    painter.setPen(QPen(painter.pen().color(), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(kRing + kChevron / 2.0, height() / 2.0);
    painter.rotate(isChecked() ? 0 : -90);
    painter.drawPolyline(QPolygonF{{-3, -1.5}, {0, 1.5}, {3, -1.5}});
    painter.restore();
}

void FoldingHeading::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        click();
    else if (key == Qt::Key_Left || key == Qt::Key_Right)
        setChecked(key == Qt::Key_Right);
    else
        QAbstractButton::keyPressEvent(event);
}

void FoldingHeading::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->globalPosition().toPoint();
    event->ignore();
}

void FoldingHeading::mouseReleaseEvent(QMouseEvent* event)
{
    const int moved = (event->globalPosition().toPoint() - m_pressed).manhattanLength();
    if (event->button() == Qt::LeftButton && moved < QApplication::startDragDistance())
        click();
    event->ignore();
}

void FoldingHeading::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressed = event->globalPosition().toPoint(); // a dock would float
}

} // namespace isthmus
