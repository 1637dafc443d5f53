// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/FieldKeys.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace isthmus {
namespace {

bool isField(const QObject* object)
{
    return qobject_cast<const QLineEdit*>(object) || qobject_cast<const QAbstractSpinBox*>(object);
}

bool isKeyOfWindow(const QKeyEvent& key)
{
    return key.key() == Qt::Key_E && key.modifiers() == Qt::ControlModifier;
}

} // namespace

FieldKeys::FieldKeys(QObject* parent)
    : QObject(parent)
{
}

bool FieldKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool isAsked = event->type() == QEvent::ShortcutOverride && isField(watched);
    if (!isAsked || !isKeyOfWindow(*static_cast<QKeyEvent*>(event)))
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace isthmus
