// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/MnemonicStyle.h"

#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QStyledItemDelegate>

namespace isthmus {

namespace {

constexpr int kDockFrame = 3; // px around a panel that floats

/// Whether a key presses the button that it goes to. Dialogs have a default button for Enter; Shift+Enter is left to
/// buttons that give it a meaning of their own.
bool presses(const QObject* watched, const QKeyEvent& event)
{
    const auto* button = qobject_cast<const QAbstractButton*>(watched);
    const bool isEnter =
        (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && !(event.modifiers() & Qt::ShiftModifier);
    return button && isEnter && !event.isAutoRepeat() && !qobject_cast<const QDialog*>(button->window());
}

/// Whether Space means the button that has the focus, before it means what it does elsewhere in the window.
bool isSpaceOnButton(const QObject* watched, const QKeyEvent& event)
{
    return event.key() == Qt::Key_Space && event.modifiers() == Qt::NoModifier
        && qobject_cast<const QAbstractButton*>(watched);
}

} // namespace

MnemonicStyle::MnemonicStyle()
    : QProxyStyle("Fusion")
{
}

void MnemonicStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    auto* box = qobject_cast<QComboBox*>(widget);
    if (box && !qobject_cast<QStyledItemDelegate*>(box->itemDelegate())) // Qt's own knows nothing of style sheets
        box->setItemDelegate(new QStyledItemDelegate(box));
}

QIcon MnemonicStyle::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const
{
    if (icon != SP_LineEditClearButton)
        return QProxyStyle::standardIcon(icon, option, widget);
    const QPalette palette = QApplication::palette();
    return themeIcon("close", palette.color(QPalette::PlaceholderText),
        palette.color(QPalette::Disabled, QPalette::PlaceholderText));
}

int MnemonicStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return metric == PM_DockWidgetFrameWidth ? kDockFrame : QProxyStyle::pixelMetric(metric, option, widget);
}

int MnemonicStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returnData) const
{
    if (hint == SH_UnderlineShortcut)
        return m_isAltHeld ? 1 : 0;
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

bool MnemonicStyle::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress && presses(watched, *static_cast<QKeyEvent*>(event))) {
        static_cast<QAbstractButton*>(watched)->click();
        return true;
    }
    if (type == QEvent::ShortcutOverride && isSpaceOnButton(watched, *static_cast<QKeyEvent*>(event))) {
        event->accept(); // the button presses itself
        return true;
    }
    if (type == QEvent::KeyPress || type == QEvent::KeyRelease) {
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt)
            setAltHeld(type == QEvent::KeyPress);
    } else if (type == QEvent::WindowDeactivate) {
        setAltHeld(false); // the release goes elsewhere
    }
    return QProxyStyle::eventFilter(watched, event);
}

void MnemonicStyle::setAltHeld(bool held)
{
    if (held == m_isAltHeld)
        return;
    m_isAltHeld = held;
    for (QWidget* widget : QApplication::allWidgets())
        if (qobject_cast<QMenuBar*>(widget) || qobject_cast<QMenu*>(widget) || qobject_cast<QAbstractButton*>(widget))
            widget->update();
}

} // namespace isthmus
