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

} // namespace

const std::vector<WorkspaceType>& workspaceTypes()
{
    static const std::vector<WorkspaceType> all{
        {"explore", QT_TRANSLATE_NOOP("Workspace", "Explore"), "Ctrl+1",
            QT_TRANSLATE_NOOP("Workspace", "One run with all its views"), 1, nullptr, nullptr},
        {"compare", QT_TRANSLATE_NOOP("Workspace", "Compare"), "Ctrl+2",
            QT_TRANSLATE_NOOP("Workspace", "All runs side by side, under one cursor"), 2,
            QT_TRANSLATE_NOOP("Workspace", "%1 runs side by side"), makePage<ComparePage>},
    };
    return all;
}

} // namespace isthmus
