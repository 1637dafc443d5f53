// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabOrder.h"

#include <QLayout>
#include <QWidget>

namespace isthmus {

namespace {

/// What Tab goes to in a tree, in its order.
QWidgetList controlsOf(QWidget* tree)
{
    QWidgetList controls;
    QWidget* each = tree;
    do {
        const bool isInside = each == tree || tree->isAncestorOf(each);
        if (isInside && each->focusPolicy() != Qt::NoFocus && !each->focusProxy())
            controls << each;
        each = each->nextInFocusChain();
    } while (each != tree);
    return controls;
}

} // namespace

QWidget* placeInTabOrder(QWidget* after, QWidget* tree)
{
    QWidgetList controls = controlsOf(tree);
    controls.removeOne(after);
    for (QWidget* control : controls) {
        QWidget::setTabOrder(after, control);
        after = control;
    }
    return after;
}

void tabDown(const QLayout& column)
{
    QWidget* last = nullptr;
    for (int i = 0; i < column.count(); ++i) {
        QWidget* part = column.itemAt(i)->widget();
        if (!part)
            continue;
        const QWidgetList controls = controlsOf(part);
        for (QWidget* control : controls) {
            if (last)
                QWidget::setTabOrder(last, control);
            last = control;
        }
    }
}

} // namespace isthmus
