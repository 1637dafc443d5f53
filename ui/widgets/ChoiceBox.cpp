// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ChoiceBox.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace isthmus {

namespace {
constexpr int kLeastLetters = 12;
}

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

QString ChoiceBox::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    return fontMetrics().elidedText(closedText(), Qt::ElideRight, field.width() - 2);
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
