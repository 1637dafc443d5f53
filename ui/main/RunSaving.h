// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Errand.h"
#include "ui/session/RunMoment.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QMessageBox;
class QWidget;

namespace isthmus {

class Reading;
class Session;

/// The user's file of the present run: where it lies, writing the run to it, and the question that is asked before a
/// run is left whose state is not in it. A file is written on a thread of its own, from a checkpoint that the trainer
/// hands over between two steps; what is trained after that is not in it. Lives on the window's thread.
class RunSaving : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the dialogs
    RunSaving(Session& session, QWidget* window);
    ~RunSaving() override;

    /// Questions and errors stand over this dialog as long as it exists.
    void setFront(QWidget* dialog) { m_dialog = dialog; }
    /// Parent of the next question: that dialog, or what else is in front of the window, else the window.
    [[nodiscard]] QWidget* front() const;

    /// Empty before the run was saved.
    [[nodiscard]] const QString& path() const;
    void setPath(const QString& path);
    /// The run has just been read from this file.
    void setOpened(const QString& path);

    /// Saves where the run was last saved; asks where if it never was, or another program has changed the file since.
    void save();
    void saveAs();
    /// Whether save() can be called: no other save is under way.
    [[nodiscard]] bool isFree() const { return !m_writing.isBusy() && m_savingTo.isEmpty(); }
    /// Is a save under way?
    [[nodiscard]] bool isSaving() const { return !isFree(); }
    /// Goes on with next() when all saving that is under way has ended well; a save that fails says so and forgets it.
    void afterSaving(std::function<void()> next);

    /// Must the user be asked before the run is left? See lookForFile().
    [[nodiscard]] bool mustAsk();
    /// Goes on with next() at once if nothing has to be asked; else asks, saves if that is wished, and then goes on, or
    /// does not. While a run is saved that is to be left it does not train, so that all of it is in the file, and if it
    /// was changed all the same the question comes once more; it trains on if it stays after all. One question at a
    /// time.
    void leave(const QString& question, std::function<void()> next);
    /// Saves as save() does, while nothing trains, and goes on with next() when that has ended well.
    void saveAndThen(std::function<void()> next);
    /// Is training held up, by a save before the run is left?
    [[nodiscard]] bool holdsTraining() const { return m_leaving && m_leaving->wasTraining; }
    /// What this reads may take the place of a run that is left: until it ends, training stays held up.
    void follow(const Reading& reading);

signals:
    void busyChanged(); ///< see isFree()
    void work(const QString& sentence); ///< what is being written; empty: nothing
    void told(const QString& sentence); ///< what has been saved
    void written(const QString& path); ///< a run, perhaps no longer the present one
    void saved(const RunMoment& moment); ///< the present run, as it was at this moment

private:
    /// By which a file is known again.
    struct FileStamp
    {
        qint64 size;
        QDateTime changed;

        bool operator==(const FileStamp&) const = default;
    };
    enum class FileLoss { None, Gone, Replaced };

    /// Empty: there is no such file.
    [[nodiscard]] static std::optional<FileStamp> stampOf(const QString& path);

    /// What comes after a save.
    struct Leaving
    {
        QString question; ///< that was answered with it; empty: none
        std::function<void()> next; ///< empty once it was called
        bool wasTraining = false; ///< and is held up until another run comes, or this one stays
        std::uint64_t history = 0; ///< revision of what was trained: a run that was reset does not go on
    };

    void begin(const QString& path);
    /// Why the run is not saved there, in a sentence; empty: it may be.
    [[nodiscard]] QString whyNotTo(const QString& path) const;
    void tellBusy();
    void write(const std::shared_ptr<const Checkpoint>& checkpoint);
    void writeHeld();
    void giveUp();
    void conclude(const QString& path, const std::optional<FileStamp>& stamp, const RunMoment& moment);
    /// What was written is the present run.
    void concludePresent(const QString& file, const std::optional<FileStamp>& stamp, const RunMoment& moment);
    void fail(const QString& message);
    /// Looks whether the run's file is still the one that was read or written: without it the run is in no file, saved
    /// or not.
    void lookForFile();
    /// Empty: the file is as it was.
    [[nodiscard]] QString lossSentence() const;
    void goOn();
    /// Nobody waits for the save any more: the run goes on as it did.
    void stay();
    /// Lets the run train as it did, once nothing can take its place.
    void letGo();
    void forgetRun();

    Session& m_session;
    QWidget* m_window;
    QPointer<QWidget> m_dialog;
    std::optional<FileStamp> m_stamp; ///< of the file at path() when the run was read from it or written to it
    FileLoss m_loss = FileLoss::None; ///< since then
    int m_runs = 0; ///< counts them, so that what was saved of an earlier one is not taken for the present one
    int m_writtenRun = 0; ///< the one that is being written
    QString m_savingTo; ///< where the checkpoint that was asked for goes; empty: none was
    std::shared_ptr<const Checkpoint> m_held; ///< came while another was being written; goes to m_savingTo
    std::optional<Leaving> m_leaving;
    std::vector<const Reading*> m_readings;
    QPointer<QMessageBox> m_question;
    Errand m_writing; ///< after all that it uses
};

} // namespace isthmus
