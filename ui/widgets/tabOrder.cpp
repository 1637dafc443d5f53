// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabOrder.h"

#include <QWidget>

namespace isthmus {

QWidget* placeInTabOrder(QWidget* after, QWidget* tree)
{
    QWidgetList controls;
    QWidget* each = tree;
    do {
        const bool isInside = each == tree || tree->isAncestorOf(each);
        if (isInside && each->focusPolicy() != Qt::NoFocus && !each->focusProxy() && each != after)
            controls << each;
        each = each->nextInFocusChain();
    } while (each != tree);
    for (QWidget* control : controls) {
        QWidget::setTabOrder(after, control);
        after = control;
    }
    return after;
}

} // namespace isthmus
