// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <QList>
#include <QStringList>

#include <functional>
#include <map>
#include <string>

class QAction;
class QMenu;

namespace isthmus {

class Autosave;
class DataOffer;
class ExportActions;
class FigureActions;
class FilmActions;
class FileActions;
class FrameMeter;
class ImportActions;
class FirstTouch;
class MessageBanner;
class PanelDocks;
class PanelSteps;
class RunActions;
class RunSession;
class StatusLine;
class TransportBar;
class TroubleBanner;
struct ViewType;

/// All that the window shows of one run: one view in the centre and the others in docks, all made from viewTypes(); the
/// transport bar above, the status line below. The main window has one for each run. Holds no state of the run: that is
/// the session's, which must outlive it.
class RunPage : public QMainWindow
{
    Q_OBJECT
public:
    /// @param ofWindow  what the window offers in the File menu, for all its runs
    RunPage(RunSession& session, const QList<QAction*>& ofWindow, QWidget* parent);
    ~RunPage() override;

    [[nodiscard]] FileActions& files() { return *m_files; }
    [[nodiscard]] FigureActions& figures() { return *m_figures; }
    [[nodiscard]] FilmActions& films() { return *m_films; }
    [[nodiscard]] FrameMeter& meter() { return *m_meter; }
    [[nodiscard]] StatusLine& statusLine() { return *m_statusLine; }
    /// The banner of a run that diverged or failed.
    [[nodiscard]] MessageBanner& banner();
    [[nodiscard]] Autosave& autosave();
    [[nodiscard]] ImportActions& imports() { return *m_imports; }
    [[nodiscard]] DataOffer& dataOffer() { return *m_dataOffer; }

    /// The view of this id, as in viewTypes().
    [[nodiscard]] QWidget* view(const std::string& id) const { return m_views.at(id); }

    [[nodiscard]] RunSession& session() const { return m_session; }
    [[nodiscard]] const PanelDocks& docks() const { return *m_docks; }
    /// The actions of the menus File and Help, whose keys hold in all workspaces.
    [[nodiscard]] const QList<QAction*>& actionsEverywhere() const { return m_everywhere; }

    void resetLayout();
    /// Lets the panels stand as those of another page.
    void standAs(const RunPage& other);
    /// Panels that float are on the screen as long as the page is.
    void setFloatingShown(bool shown);
    /// Lets a banner of the window's stand over the centre from now on.
    void standOver(MessageBanner& banner);
    /// Gives the keyboard to the widget that had it last.
    void takeFocus();

    /// Remembers how the panels stand, and gives up what is not saved.
    void end();
    /// Keeps what is unsaved for recovery, and then calls done(), for a program that is told to end.
    void keep(const std::function<void()>& done);

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

signals:
    void titleChanged(); ///< windowTitle() or isWindowModified()

private:
    void makeViews();
    void makeBanners(QWidget* centre);
    void makeDock(const ViewType& type);
    void makeSteps();
    void makeMenus(const QList<QAction*>& ofWindow);
    void fillViewMenu(QMenu* menu);
    void showTitle();

    RunSession& m_session;
    RunActions* m_runActions;
    FileActions* m_files;
    ExportActions* m_exports;
    FigureActions* m_figures;
    FilmActions* m_films;
    ImportActions* m_imports;
    FrameMeter* m_meter;
    PanelDocks* m_docks;
    TransportBar* m_bar;
    StatusLine* m_statusLine = nullptr;
    TroubleBanner* m_trouble = nullptr;
    MessageBanner* m_notice = nullptr; ///< banner about what went wrong beside the training
    DataOffer* m_dataOffer = nullptr;
    std::map<std::string, QWidget*> m_views;
    PanelSteps* m_steps = nullptr;
    QList<QAction*> m_everywhere;
    QStringList m_putAway; ///< names of the panels that float and are hidden with the page
};

} // namespace isthmus
