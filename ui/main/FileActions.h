// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/Reading.h"
#include "ui/main/RecentData.h"
#include "ui/main/RecentFiles.h"
#include "ui/main/RunSaving.h"
#include "ui/main/newRun.h"
#include "ui/session/RunSession.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>

class QAction;
class QMenu;
class QWidget;

namespace isthmus {

class Error;
class OpenDialog;

/// Opening and saving, as the File menu offers them. Files are read and written on worker threads. Errors are said in
/// one sentence, and the data and the run that were there stay. Lives on the window's thread.
class FileActions : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the dialogs
    FileActions(RunSession& session, QWidget* window);
    ~FileActions() override;

    /// Shows the open dialog; of the File menu and of the button in the bar.
    [[nodiscard]] QAction* openDialogAction() const { return m_openData; }
    [[nodiscard]] QAction* save() const { return m_save; }
    /// The reading of the file that is being opened.
    [[nodiscard]] Reading& reading() { return m_reading; }
    /// Adds everything to the File menu.
    void fill(QMenu* fileMenu);

    /// Opens a run, or shows the open dialog on a data set, whichever the content is. Asks if the present run is
    /// modified, before it is left.
    void open(const QString& path);
    /// Opens a data set at once, with these choices in reading and of its samples.
    void openData(const QString& nameOrPath, const ReadOptions& reading = {}, const SplitSpec& split = {});
    /// Shows the open dialog on a data set.
    /// @param nameOrPath  empty: nothing is chosen yet
    void chooseData(const QString& nameOrPath = {});
    /// Shows it on the data of the present run.
    void changeData();
    void openRunFile(const QString& path);
    /// Opens a run that was kept for recovery. It asks first, as open() does. Afterwards the run has no file of the
    /// user's. The kept file is claimed for the session from now on until it is read.
    /// @param opened  called when the session has it
    void openKeptRun(const QString& path, std::function<void()> opened);

    [[nodiscard]] RunSession& session() const { return m_session; }
    /// The questions about the user's file of the run.
    [[nodiscard]] RunSaving& saving() { return m_saving; }
    // Shortcuts to what is called most often.
    void saveRun() { m_saving.save(); }
    [[nodiscard]] bool isSaving() const { return m_saving.isSaving(); }
    void leaveRun(const QString& question, std::function<void()> next) { m_saving.leave(question, std::move(next)); }
    [[nodiscard]] const QString& runPath() const { return m_session.file().path(); }
    void setRunPath(const QString& path) { m_session.file().setPath(path); }

    /// The run has just been read from this file, which is remembered.
    void setOpenedRun(const QString& path);
    /// Remembers the data that was opened, and how, unless it is built in.
    void rememberData(const DataChoice& choice);

signals:
    void newRunByUser(); ///< another data set or run was opened
    void foreignModelMet(const QString& path); ///< instead of a run: a model that another program has written
    /// The sentence says what a run on other data has, or has not, from the one before.
    void newRunNoted(const QString& sentence, const isthmus::RunBefore& before);

private:
    void fillBuiltins(QMenu* menu);
    OpenDialog& dialog();
    void takeData(const DataChoice& choice, const std::shared_ptr<const Dataset>& data);
    /// The present model on data of the open dialog, with what was chosen there.
    [[nodiscard]] RunSpec chosenRun(const DataChoice& choice, const std::shared_ptr<const Dataset>& data) const;
    /// Asks before the present run is left for one that can be started; says in the dialog why another one cannot.
    void askToBegin(const DataChoice& choice, const RunSpec& run);
    void showFault(const Error& error);
    /// Ends the open dialog well, or says in it why not.
    void beginRun(const DataChoice& choice, const RunSpec& run);
    [[nodiscard]] Reading::Work runReader(const QString& path, std::function<void()> opened);
    void note(const RunBefore& before);
    /// The present model on other data.
    [[nodiscard]] RunSpec runOn(const std::shared_ptr<const Dataset>& data) const;
    /// Asks, where layers of the user's cannot be trained on the data, whether a preset may take their place.
    void agree(const RunSpec& run, const std::function<void()>& next);
    /// Starts it and remembers the data, or says why it cannot.
    void beginOn(const QString& nameOrPath, const RunSpec& run);
    /// @throws Error if not even a preset fits
    void startRun(const RunSpec& run);
    /// The preset that the run's model was made from, or the first one. Says so, and why, unless that has been said.
    /// @param isAgreed  the user has been told, and wants it
    void startOnPreset(const RunSpec& run, const QString& misfit, bool isAgreed);
    /// Asks before reading what takes the run's place, and once more afterwards if the run was changed meanwhile.
    void askToRead(const QString& name, Reading::Work read);
    void takeRead(const Job::Next& next, const QString& question, const QString& sentence);
    void enable();

    RunSession& m_session;
    QWidget* m_window;
    RunSaving m_saving;
    Reading m_reading{m_session};
    RecentData m_recentData;
    RecentFiles m_recentRuns{"recent/runs"};
    QPointer<OpenDialog> m_dialog;
    QAction* m_openData;
    QAction* m_openRun;
    QAction* m_save;
    QAction* m_saveAs;
};

} // namespace isthmus
