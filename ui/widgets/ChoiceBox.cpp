// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ChoiceBox.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace isthmus {

namespace {
constexpr int kLeastLetters = 12;
constexpr int kBesideIcon = 4; // px between icon and text, as Qt's styles have them
} // namespace

ChoiceBox::ChoiceBox(QWidget* parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kLeastLetters);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceBox::setClosedText(const QString& text)
{
    m_closedText = text;
    setAccessibleDescription(text);
    update();
}

QString ChoiceBox::closedText() const
{
    return m_closedText.isEmpty() ? currentText() : m_closedText;
}

void ChoiceBox::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

int ChoiceBox::roomForText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + kBesideIcon;
    return field.width() - 2 - icon;
}

QString ChoiceBox::shownText() const
{
    return fontMetrics().elidedText(closedText(), m_elideMode, roomForText());
}

bool ChoiceBox::event(QEvent* event)
{
    const bool isCut = event->type() == QEvent::ToolTip && shownText() != closedText();
    if (isCut)
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), closedText(), this);
    return isCut || QComboBox::event(event);
}

void ChoiceBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace isthmus
