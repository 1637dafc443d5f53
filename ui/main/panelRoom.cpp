// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/panelRoom.h"

#include "ui/widgets/ScrollPanel.h"

#include <QDockWidget>
#include <QScrollArea>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kBelowRow = 4; // px that must be seen below a row, so that it is taken for whole

/// What scrolls in a view; null: nothing does.
const QScrollArea* scrollOf(const QWidget* view)
{
    const auto* area = qobject_cast<const QScrollArea*>(view);
    return area ? area : view->findChild<QScrollArea*>();
}

/// Height of what stays in sight beneath what scrolls.
int footerOf(const QWidget* view)
{
    const auto* panel = qobject_cast<const ScrollPanel*>(scrollOf(view));
    return panel ? panel->footerHeight() : 0;
}

/// Height of all that a view has to show in this width, scrolled or not.
int contentHeight(const QWidget* view, int width)
{
    const QScrollArea* area = scrollOf(view);
    const QWidget* content = area ? area->widget() : view;
    const int wished = view->sizeHint().height();
    return content->hasHeightForWidth() ? std::max(wished, content->heightForWidth(width) + footerOf(view)) : wished;
}

/// Bottoms of the rows that a view scrolls, ascending; px from its top.
std::vector<int> rowEnds(const QWidget* view)
{
    std::vector<int> ends;
    if (const QScrollArea* area = scrollOf(view))
        for (const QObject* child : area->widget()->children())
            if (const auto* row = qobject_cast<const QWidget*>(child); row && !row->isHidden())
                ends.push_back(row->geometry().bottom() + 1);
    std::sort(ends.begin(), ends.end());
    return ends;
}

} // namespace

PanelRoom roomOf(const QDockWidget& dock, int width, bool isFolded)
{
    const int title = dock.titleBarWidget()->sizeHint().height();
    if (isFolded)
        return {.least = title, .wished = title, .isFolded = true};
    PanelRoom room{.least = dock.minimumSizeHint().height(), .wished = title + contentHeight(dock.widget(), width)};
    for (const int end : rowEnds(dock.widget()))
        room.ends.push_back(title + end + kBelowRow + footerOf(dock.widget()));
    return room;
}

} // namespace isthmus
