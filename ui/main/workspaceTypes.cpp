// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/workspaceTypes.h"

#include <QtGlobal>

namespace isthmus {
const std::vector<WorkspaceType>& workspaceTypes()
{
    static const std::vector<WorkspaceType> all{
        {"explore", QT_TRANSLATE_NOOP("Workspace", "Explore"), "Ctrl+1",
            QT_TRANSLATE_NOOP("Workspace", "One run with all its views"), 1, nullptr},
    };
    return all;
}

} // namespace isthmus
