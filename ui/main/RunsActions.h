// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QWidget;

namespace isthmus {

class Workbench;
struct RunSpec;

/// The actions on the list of runs, as the File menu of each page offers them: starting a new run beside the others,
/// duplicating the one in front, closing it, and going from one to the next.
class RunsActions : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the dialogs
    RunsActions(Workbench& bench, QWidget* window);

    /// The actions of the File menu.
    [[nodiscard]] QList<QAction*> ofFile() const { return {m_newRun, m_duplicate, m_openBeside, m_close}; }
    [[nodiscard]] QAction* newRun() const { return m_newRun; }
    [[nodiscard]] QAction* duplicate() const { return m_duplicate; }
    [[nodiscard]] QAction* close() const { return m_close; }

    /// Opens a further run and brings it to the front; what stands in the way is said in one sentence.
    void open(const RunSpec& run);

signals:
    void closeWanted(); ///< the run in front
    void openBesideWanted();

private:
    void enable();
    /// A sentence, without its stop, that says why no further run can be opened beside the one in front; empty: it can.
    [[nodiscard]] QString obstacle() const;
    void ask(const QString& title, const RunSpec& first);
    void goTo(int by);

    Workbench& m_bench;
    QWidget* m_window;
    QAction* m_newRun;
    QAction* m_duplicate;
    QAction* m_openBeside;
    QAction* m_close;
};

} // namespace isthmus
