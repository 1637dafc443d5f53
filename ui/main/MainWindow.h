// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Workbench.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <map>
#include <vector>

class QMessageBox;
class QStackedWidget;

namespace isthmus {

class FurtherRun;
class RecoveryOffer;
class RunPage;
class RunTabs;
class RunsActions;
class SavingAll;
struct WorkspaceType;

/// The window: a page for each run of the workbench, of which one is in front, and the workspaces that show several
/// runs. With one run it is that run's page alone; the tabs come with the second. The workbench must outlive it.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(Workbench& bench);
    ~MainWindow() override;

    /// The page of the run in front.
    [[nodiscard]] RunPage& page() const { return page(m_bench.active()); }
    [[nodiscard]] RunPage& page(const RunSession& run) const { return *m_pages.at(&run); }
    [[nodiscard]] RunsActions& runs() const { return *m_runs; }
    [[nodiscard]] RecoveryOffer& recovery() const { return *m_recovery; }

    /// The workspace that is shown, as in workspaceTypes(); one that needs more runs than there are is not shown.
    [[nodiscard]] int workspace() const;
    void showWorkspace(int index);

    /// Opens a run file beside the runs that are open, or goes to the run that has it. Any other file is opened in
    /// place of the run in front.
    void openBeside(const QString& path);

    /// Asks about what would be lost, and closes the run unless the user stays. The last run stays.
    void closeRun(RunSession& run);

    /// Ends without a question, for a program that is told to end: keeps what is unsaved for recovery, remembers the
    /// layout, and then calls done().
    void leaveKept(const std::function<void()>& done);
    /// Closes without a question, and gives up what is unsaved, as for a program whose run belongs to no user.
    void leaveUnkept();

    [[nodiscard]] QSize sizeHint() const override { return {1440, 900}; }

    /// The least size at which every menu, figure and control can still be reached; the window's minimum where the
    /// screen has room.
    static constexpr QSize kLeastSize{1000, 660};

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void makeWorkspaces();
    [[nodiscard]] bool hasRunsFor(const WorkspaceType& type) const;
    [[nodiscard]] const WorkspaceType& shownType() const;
    void addPage(RunSession& run);
    void removePage(RunSession& run);
    void showFront();
    /// Lets the keys of a page's actions act while the page is hidden, or no longer.
    void lendKeys(const RunPage& from, bool lends);
    void showTitle();
    [[nodiscard]] QStringList names() const; ///< names of the runs, told apart
    [[nodiscard]] QWidget* makeWorkspace(const WorkspaceType& type);
    void savePlace() const; ///< and how the workspaces are laid out
    void dropRun(const QPointer<RunSession>& run);
    /// The runs that a closing window must ask about.
    [[nodiscard]] std::vector<RunSession*> unsavedRuns() const;
    /// Sees to it that the window closes once more when the save has ended that it must wait for.
    /// @return whether there is such a save
    [[nodiscard]] bool waitsForSave();
    void askBeforeClosing(const std::vector<RunSession*>& unsaved);
    void askAboutAll();
    void saveAll();
    /// Closes when this run is saved or given up, but asks about another one that was changed meanwhile.
    void leaveAfter(const QPointer<RunSession>& asked);

    Workbench& m_bench;
    RunsActions* m_runs;
    SavingAll* m_savingAll;
    RunTabs* m_tabs;
    QStackedWidget* m_workspaces;
    std::vector<QWidget*> m_shown; ///< workspaces in the order of workspaceTypes(); null: not seen yet
    int m_workspace = 0; ///< index of the workspace that is seen
    QStackedWidget* m_stack; ///< stack of the runs' pages
    std::map<const RunSession*, RunPage*> m_pages;
    RunPage* m_front = nullptr;
    FurtherRun* m_further = nullptr;
    RecoveryOffer* m_recovery = nullptr; ///< its banner stands in m_front
    QPointer<QMessageBox> m_question;
    bool m_isLeaving = false;
};

} // namespace isthmus
