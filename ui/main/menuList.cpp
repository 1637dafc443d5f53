// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/menuList.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QStringList>

namespace isthmus {
namespace {

constexpr int kIndent = 2;
constexpr int kKeysFrom = 44; // column

void addEntries(const QWidget& menu, int depth, QStringList& lines)
{
    for (const QAction* action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString text = QString(kIndent * depth, ' ') + QString(action->text()).remove('&');
        const QString keys = action->shortcut().toString(QKeySequence::PortableText);
        lines << (keys.isEmpty() ? text : text.leftJustified(kKeysFrom) + "  " + keys);
        if (const QMenu* inner = action->menu())
            addEntries(*inner, depth + 1, lines);
    }
}

} // namespace

QString menuList(const QWidget& window)
{
    QStringList lines;
    for (const QMenuBar* bar : window.findChildren<QMenuBar*>())
        addEntries(*bar, 0, lines);
    return lines.join('\n') + '\n';
}

} // namespace isthmus
