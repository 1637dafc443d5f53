// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <vector>

class QWidget;

namespace isthmus {

class Workbench;

/// One way to arrange views in the window. A row of workspaceTypes() is all that a further one needs.
struct WorkspaceType
{
    const char* id; ///< "compare"
    const char* title; ///< "Compare"
    const char* keys; ///< keys that show it
    const char* tip; ///< tool tip: what the workspace is for
    std::size_t leastRuns; ///< runs that it needs
    /// Heading of the window where all runs are shown; %1 is their number. Null: the run in front is shown, and names
    /// it.
    const char* heading;
    /// Makes the workspace. Null: it is the pages of the runs, one at a time.
    QWidget* (*make)(Workbench& bench, QWidget* parent);
    /// How the parts of what `make` made stand, kept from session to session; null: the pages of the runs keep theirs.
    QByteArray (*saveLayout)(const QWidget& page);
    void (*restoreLayout)(QWidget& page, const QByteArray& saved);
};

/// The workspaces in the order of their tabs; the first one shows the run in front.
const std::vector<WorkspaceType>& workspaceTypes();

} // namespace isthmus
