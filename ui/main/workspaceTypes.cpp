// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/workspaceTypes.h"

#include "ui/compare/ComparePage.h"

#include <QtGlobal>

namespace isthmus {
namespace {

template <typename Page>
QWidget* makePage(Workbench& bench, QWidget* parent)
{
    return new Page(bench, parent);
}

template <typename Page>
QByteArray layoutOf(const QWidget& page)
{
    return static_cast<const Page&>(page).saveLayout();
}

template <typename Page>
void setLayoutOf(QWidget& page, const QByteArray& saved)
{
    static_cast<Page&>(page).restoreLayout(saved);
}

} // namespace

const std::vector<WorkspaceType>& workspaceTypes()
{
    static const std::vector<WorkspaceType> all{
        {.id = "explore",
            .title = QT_TRANSLATE_NOOP("Workspace", "Explore"),
            .keys = "Ctrl+1",
            .tip = QT_TRANSLATE_NOOP("Workspace", "One run with all its views"),
            .leastRuns = 1,
            .heading = nullptr,
            .make = nullptr,
            .saveLayout = nullptr,
            .restoreLayout = nullptr},
        {.id = "compare",
            .title = QT_TRANSLATE_NOOP("Workspace", "Compare"),
            .keys = "Ctrl+2",
            .tip = QT_TRANSLATE_NOOP("Workspace", "All runs side by side, under one cursor"),
            .leastRuns = 2,
            .heading = QT_TRANSLATE_NOOP("Workspace", "%1 runs side by side"),
            .make = makePage<ComparePage>,
            .saveLayout = layoutOf<ComparePage>,
            .restoreLayout = setLayoutOf<ComparePage>},
    };
    return all;
}

} // namespace isthmus
