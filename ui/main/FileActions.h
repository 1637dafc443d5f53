// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/Reading.h"
#include "ui/main/RecentData.h"
#include "ui/main/RecentFiles.h"
#include "ui/session/Errand.h"
#include "ui/session/Session.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>

class QAction;
class QMenu;
class QMessageBox;
class QWidget;

namespace isthmus {

class OpenDialog;

/// Opening and saving. Files are read and written on worker threads; what goes wrong is said in one sentence, and the
/// data and the run that were there stay. Lives on the window's thread.
class FileActions : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the dialogs
    FileActions(Session& session, QWidget* window);
    ~FileActions() override;

    /// Shows the open dialog; of the File menu and of the button in the bar.
    [[nodiscard]] QAction* openDialogAction() const { return m_openData; }
    [[nodiscard]] QAction* save() const { return m_save; }
    /// What is being opened.
    [[nodiscard]] Reading& reading() { return m_reading; }
    /// Adds everything to the File menu.
    void fill(QMenu* fileMenu);

    /// Opens a run, or shows the open dialog on a data set, whichever the content is. Asks if the present run is
    /// modified, before it is left.
    void open(const QString& path);
    /// Opens a data set at once, with these choices in reading.
    void openData(const QString& nameOrPath, const ReadOptions& reading = {});
    /// Shows the open dialog on a data set.
    /// @param nameOrPath  empty: nothing is chosen yet
    void chooseData(const QString& nameOrPath = {});
    /// Shows it on the data of the present run.
    void changeData();
    void openRunFile(const QString& path);
    /// Opens a run that was kept for recovery. Asks first likewise; afterwards the run has no file of the user's.
    /// @param opened  called when the session has it
    void openKeptRun(const QString& path, std::function<void()> opened);

    /// Saves where the run was last saved; asks where if it never was.
    void saveRun();
    void saveRunAs();

    /// Goes on with next() at once if nothing is modified; else asks, saves if that is wished, and then goes on, or
    /// does not. One question at a time.
    void leaveRun(const QString& question, std::function<void()> next);

    /// Is a save under way? Not of a run that failed and will never be handed over.
    [[nodiscard]] bool isSaving() const;
    /// Goes on with next() when all saving that is under way has ended well; a save that fails says so and forgets it.
    void afterSaving(std::function<void()> next) { m_afterSave = std::move(next); }

    /// Path of the run's file; empty before it was saved.
    [[nodiscard]] const QString& runPath() const { return m_runPath; }
    void setRunPath(const QString& path);

    /// The run has just been read from this file, which is remembered.
    void setOpenedRun(const QString& path);
    /// Remembers the data that was opened, and how, unless it is built in.
    void rememberData(const DataChoice& choice);

signals:
    void work(const QString& sentence); ///< what is being written; empty: nothing
    void runPathChanged();
    void newRunByUser(); ///< another data set or run was opened
    void saved(); ///< the run is in the user's file
    void foreignModelMet(const QString& path); ///< instead of a run: a model that another program has written

private:
    void fillBuiltins(QMenu* menu);
    OpenDialog& dialog();
    /// Parent of the next question: the open dialog while it is there, else the window.
    [[nodiscard]] QWidget* front() const;
    void takeData(const DataChoice& choice, const std::shared_ptr<const Dataset>& data);
    /// Ends the open dialog well, or says in it why not.
    void beginRun(const DataChoice& choice, const RunSpec& run);
    [[nodiscard]] Reading::Work runReader(const QString& path, std::function<void()> opened);
    /// The present model and training on other data.
    [[nodiscard]] RunSpec runOn(const std::shared_ptr<const Dataset>& data) const;
    /// @throws Error if not even a preset fits
    void startRun(const RunSpec& run);
    /// The preset that the run's model was made from, or the first one. Says so, and why.
    void startOnPreset(const RunSpec& run, const QString& misfit);
    void askToRead(const QString& name, Reading::Work read);
    void saveTo(const QString& path);
    void write(const std::shared_ptr<const Checkpoint>& checkpoint);
    void written(const QString& path);
    void writeHeld();
    void enable();

    Session& m_session;
    QWidget* m_window;
    Reading m_reading{m_session};
    Errand m_writing;
    RecentData m_recentData;
    RecentFiles m_recentRuns{"recent/runs"};
    QPointer<OpenDialog> m_dialog;
    QAction* m_openData;
    QAction* m_openRun;
    QAction* m_save;
    QAction* m_saveAs;
    QString m_runPath;
    int m_runs = 0; ///< counts them, so that what was saved of an earlier one is not taken for the present one
    int m_writtenRun = 0; ///< the one that is being written
    QString m_savingTo; ///< where the checkpoint that was asked for goes; empty: none was
    std::shared_ptr<const Checkpoint> m_held; ///< came while another was being written; goes to m_savingTo
    std::function<void()> m_afterSave;
    QPointer<QMessageBox> m_question;
};

} // namespace isthmus
