// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LegendEntry.h"

#include "ui/theme/Theme.h"
#include "ui/views/latent/planeLook.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kSquare = 10; // px
constexpr int kEntryGap = 6;
constexpr int kEntryEdge = 4;
constexpr float kPlateOpacity = 0.8F;
} // namespace

LegendEntry::LegendEntry(int classIndex, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_classIndex(classIndex)
{
    setText(name);
    setCheckable(true);
    setChecked(true);
    setFont(Theme::of(this).small());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click (Enter) hides or shows %1, double click (Shift+Enter) shows it alone").arg(name));
}

QSize LegendEntry::sizeHint() const
{
    const int name = std::min(fontMetrics().horizontalAdvance(text()), kLongestName);
    return {2 * kEntryEdge + kSquare + kEntryGap + name, fontMetrics().height() + 4};
}

void LegendEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    draw(painter, tokens);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

void LegendEntry::draw(QPainter& painter, const ThemeTokens& look) const
{
    QColor plate = look.plot; // over points and names of the plane
    plate.setAlphaF(kPlateOpacity);
    painter.fillRect(rect(), plate);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setFont(font());
    const QRectF square(QRect(kEntryEdge, (height() - kSquare) / 2, kSquare, kSquare)); // on whole pixels
    const QColor colour = classColor(m_classIndex);
    if (isChecked()) {
        painter.fillRect(square, colour);
    } else {
        painter.setPen(QPen(colour, 1));
        painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter.setPen(isChecked() || underMouse() ? look.text : look.dim);
    const QRect place = rect().adjusted(kEntryEdge + kSquare + kEntryGap, 0, 0, 0);
    painter.drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(text(), Qt::ElideMiddle, kLongestName));
}

void LegendEntry::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && (event->modifiers() & Qt::ShiftModifier))
        emit aloneAsked();
    else if (key == Qt::Key_Up || key == Qt::Key_Down)
        focusNextPrevChild(key == Qt::Key_Down);
    else
        QAbstractButton::keyPressEvent(event);
}

void LegendEntry::focusInEvent(QFocusEvent* event)
{
    QAbstractButton::focusInEvent(event);
    emit focused();
}

void LegendEntry::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit doubleClicked();
}

} // namespace isthmus
