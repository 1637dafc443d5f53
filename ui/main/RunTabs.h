// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

class QAction;
class QTabBar;
class QToolButton;

namespace isthmus {

class RunSession;
class Workbench;

/// The strip above the pages: a button for each workspace, and a tab for each run, with its name, a star while it is
/// not saved, a mark while it trains, and a button that closes it. The window hides it while there is nothing to
/// choose.
class RunTabs : public QWidget
{
    Q_OBJECT
public:
    /// @param newRun  what the button behind the tabs does
    RunTabs(Workbench& bench, QAction* newRun, QWidget* parent);

    /// @param names  names of the runs, in their order
    /// @param isUnsaved  whether each is unsaved
    void showRuns(const QStringList& names, const std::vector<bool>& isUnsaved);
    /// Shows which workspace is in front.
    void setWorkspace(int index);

signals:
    void workspaceChosen(int index);
    void runChosen(RunSession& run);
    void closeWanted(RunSession& run);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addWorkspaces();
    void addTab();
    [[nodiscard]] QToolButton* closeButton(int index) const;
    void showMarks();
    void showColours();

    Workbench& m_bench;
    QTabBar* m_tabs;
    std::vector<QToolButton*> m_workspaces;
    std::vector<std::pair<int, bool>> m_marks; ///< marks of the tabs: the run's colour, and whether it trains
};

} // namespace isthmus
