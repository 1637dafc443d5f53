// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QScrollBar>

namespace isthmus::test {

/// Is it something that the user operates, rather than a part of such a thing that Qt made?
inline bool isControl(const QWidget& widget)
{
    const bool operates = qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget)
        || qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget)
        || qobject_cast<const QLineEdit*>(&widget);
    const QWidget* parent = widget.parentWidget();
    const bool isPart = qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QScrollBar*>(&widget)
        || widget.objectName().startsWith("qt_");
    return operates && !isPart;
}

/// OK, Cancel, Close and Yes in the row of buttons at a dialog's foot say all that there is to say.
inline bool isPlainAnswer(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* row = qobject_cast<const QDialogButtonBox*>(widget.parentWidget());
    return button && row && row->standardButton(const_cast<QAbstractButton*>(button)) != QDialogButtonBox::NoButton;
}

inline QString accessibleName(QWidget& widget)
{
    const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    return face ? face->text(QAccessible::Name) : QString();
}

/// The tooltip that Qt shows over a control: its own, or that of the row that it stands in.
inline QString tipOf(const QWidget& widget)
{
    const QWidget* owner = &widget;
    while (owner->toolTip().isEmpty() && owner->parentWidget() && !owner->isWindow())
        owner = owner->parentWidget();
    return owner->toolTip();
}

/// "QSpinBox batch: no tooltip", a line for each fault among the visible controls of a window or a dialog.
inline QStringList unexplained(const QWidget& window)
{
    QStringList faults;
    int controls = 0;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!isControl(*widget) || !widget->isVisibleTo(&window))
            continue;
        ++controls;
        QString what = widget->metaObject()->className() + (' ' + widget->objectName());
        if (const auto* button = qobject_cast<QAbstractButton*>(widget))
            what += " '" + button->text() + '\'';
        what +=
            " in " + QString(widget->parentWidget()->metaObject()->className()) + " '" + accessibleName(*widget) + '\'';
        if (tipOf(*widget).isEmpty() && !isPlainAnswer(*widget))
            faults << what + ": no tooltip";
        if (accessibleName(*widget).isEmpty())
            faults << what + ": no accessible name";
    }
    if (controls == 0)
        faults << "no control was found";
    return faults;
}

} // namespace isthmus::test
