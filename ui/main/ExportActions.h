// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Job.h"
#include "ui/session/RunExports.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace isthmus {

class ExportDialog;
class FileActions;
class RunSession;

/// The entries of File > Export that write numbers of the run: one for each of exportTypes(). A file is written on a
/// thread of its own while training goes on. Lives on the window's thread; its destructor cancels and waits.
class ExportActions : public QObject
{
    Q_OBJECT
public:
    /// @param files   knows the run's own file, which no export may replace
    /// @param window  parent of the dialogs
    ExportActions(RunSession& session, const FileActions& files, QWidget* window);
    ~ExportActions() override;

    void fill(QMenu* exportMenu);

signals:
    void work(const QString& sentence); ///< the sentence says what is being written; empty: nothing is
    void told(const QString& sentence); ///< the sentence says what has been done

private:
    void open(const ExportType& type);
    void start(const ExportType& type, const ExportSource& source, const QString& path, const std::vector<int>& chosen);
    void finished(const QString& path);
    void failed(const QString& sentence);
    void enable();

    RunSession& m_session;
    const FileActions& m_files;
    QWidget* m_window;
    std::vector<QAction*> m_actions; // in the order of exportTypes()
    QPointer<ExportDialog> m_dialog;
    QTimer m_pace;
    Job m_job;
};

} // namespace isthmus
