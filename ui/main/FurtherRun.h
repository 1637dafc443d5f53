// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

namespace isthmus {

class FileActions;
class RunSession;
class Workbench;

/// Opens a run beside the others for a file that is still to be read, and closes it again if nothing comes of that.
/// Lives on the window's thread.
class FurtherRun : public QObject
{
    Q_OBJECT
public:
    using FilesOf = std::function<FileActions&(RunSession& run)>;

    /// @param filesOf  gives what opens a file in the place of a run
    FurtherRun(Workbench& bench, FilesOf filesOf, QObject* parent);

    /// Opens one in front of the others; the bench must have room. The caller orders what to read before it returns to
    /// the event loop.
    /// @return what opens a file in the place of the new run
    FileActions& begin();

private:
    void closeEmpty(const QPointer<RunSession>& run);

    Workbench& m_bench;
    FilesOf m_filesOf;
};

} // namespace isthmus
