// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <functional>
#include <map>
#include <string>

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
class RecoveryOffer;
class RunActions;
class Session;
class StatusLine;
class TransportBar;
class TroubleBanner;
struct ViewType;

/// The window: one view in the centre and the others in docks, all made from viewTypes(); the transport bar above, the
/// status line below. Holds no state of the run: that is the session's, which must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Session& session);
    ~MainWindow() override;

    [[nodiscard]] FileActions& files() { return *m_files; }
    [[nodiscard]] FigureActions& figures() { return *m_figures; }
    [[nodiscard]] FilmActions& films() { return *m_films; }
    [[nodiscard]] FrameMeter& meter() { return *m_meter; }
    [[nodiscard]] StatusLine& statusLine() { return *m_statusLine; }
    /// Of a run that diverged or failed.
    [[nodiscard]] MessageBanner& banner();
    [[nodiscard]] Autosave& autosave() { return *m_autosave; }
    [[nodiscard]] RecoveryOffer& recovery() { return *m_recovery; }
    [[nodiscard]] ImportActions& imports() { return *m_imports; }
    [[nodiscard]] DataOffer& dataOffer() { return *m_dataOffer; }

    /// The view of this id, as in viewTypes().
    [[nodiscard]] QWidget* view(const std::string& id) const { return m_views.at(id); }

    void resetLayout();

    /// Ends without a question, for a program that is told to end: keeps what is unsaved for recovery, remembers the
    /// layout, and then calls done().
    void leaveKept(const std::function<void()>& done);
    /// Closes without a question, for a program whose run was nobody's: what is unsaved is given up.
    void leaveUnkept();

    [[nodiscard]] QSize sizeHint() const override { return {1440, 900}; }

    /// At which every menu, figure and control can still be reached; the window's minimum where the screen has room.
    static constexpr QSize kLeastSize{1000, 660};

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeViews();
    void makeDock(const ViewType& type);
    void makeMenus();
    void fillViewMenu(QMenu* menu);
    void showTitle();
    /// Keeps all of the window reachable on its screen, whichever that is now.
    void followScreen();

    Session& m_session;
    RunActions* m_runActions;
    FileActions* m_files;
    ExportActions* m_exports;
    FigureActions* m_figures;
    FilmActions* m_films;
    ImportActions* m_imports;
    Autosave* m_autosave;
    FrameMeter* m_meter;
    PanelDocks* m_docks;
    TransportBar* m_bar;
    StatusLine* m_statusLine = nullptr;
    TroubleBanner* m_trouble = nullptr;
    MessageBanner* m_noted = nullptr; ///< what a new run has, or has not, from the one before
    MessageBanner* m_notice = nullptr; ///< of what went wrong beside the training
    RecoveryOffer* m_recovery = nullptr;
    DataOffer* m_dataOffer = nullptr;
    std::map<std::string, QWidget*> m_views;
    bool m_isLeaving = false;
};

} // namespace isthmus
