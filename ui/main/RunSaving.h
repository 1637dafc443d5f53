// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunFile.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QMessageBox;

namespace isthmus {

class Reading;
class RunSession;
enum class Unsaved;

/// Asks the user about the run's file: where to save it, and whether to save before a run is left whose state is not in
/// the file. Lives on the window's thread.
class RunSaving : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the dialogs
    RunSaving(RunSession& session, QWidget* window);
    ~RunSaving() override;

    [[nodiscard]] RunSession& session() const { return m_session; }
    /// Questions and errors stand over this dialog as long as it exists.
    void setFront(QWidget* dialog) { m_dialog = dialog; }
    /// Parent of the next question: that dialog, or what else is in front of the window, else the window.
    [[nodiscard]] QWidget* front() const;

    /// Saves where the run was last saved; asks where if it never was, or another program has changed the file since.
    void save();
    void saveAs();
    /// Can save() be called? It can while no other save is under way.
    [[nodiscard]] bool isFree() const { return m_file.isFree(); }
    /// Is a save under way?
    [[nodiscard]] bool isSaving() const { return !isFree(); }
    /// Goes on with next() when all saving that is under way has ended well; a save that fails says so and forgets it.
    void afterSaving(std::function<void()> next);
    /// Saves as save() does, while the run does not train, and calls next() when that has ended well. It calls
    /// otherwise() if the run is not saved after all: no place is given, the file cannot be written, or another run
    /// has come meanwhile.
    void saveAndThen(std::function<void()> next, std::function<void()> otherwise);
    /// Has the last save failed since nothing may or could be written there? Else it was the user who gave it up.
    [[nodiscard]] bool wasRefused() const { return m_wasRefused; }

    /// Holds training up until release(), whatever becomes of a save; then the run goes on as it did.
    void hold();
    void release();

    /// Must the user be asked before the run is left? See RunFile::look().
    [[nodiscard]] bool mustAsk();
    /// Calls next() at once if nothing has to be asked. Otherwise it asks, saves if the user wishes it, and calls
    /// next() unless the user stays. While the run is saved to be left, it does not train, so that all of it is in the
    /// file. If it was changed all the same, the question is asked once more. The run trains on if it stays after all.
    /// One question at a time.
    void leave(const QString& question, std::function<void()> next);
    /// Is training held up, by a save before the run is left?
    [[nodiscard]] bool holdsTraining() const { return m_heldUp.has_value(); }
    /// Holds training up until a reading ends, since it may take the place of the run that is left.
    void follow(const Reading& reading);

signals:
    void told(const QString& sentence); ///< why the user is asked for another place

private:
    /// The rest of a leave, or of a close, once the save has ended.
    struct Waiting
    {
        QString question; ///< question that was answered with the save; empty: none
        std::function<void()> next; ///< to be called when the save has ended well
        std::function<void()> otherwise; ///< to be called when it has not; may be empty
    };

    [[nodiscard]] Unsaved unsaved() const;
    void forgetRun();
    /// Where a run without a file, or one that was reset, may be saved: a path that no file and no other run has.
    [[nodiscard]] QString suggestion() const;
    void begin(const QString& path);
    /// Why the run is not saved there, in a sentence; empty: it may be.
    [[nodiscard]] QString whyNotTo(const QString& path) const;
    void fail(const QString& message);
    void refuse(const QString& sentence);
    void goOn();
    void holdUp();
    /// Forgets who waits for the save, and calls what each of them does instead.
    void dropWaiting();
    /// Drops what was to follow the save: the run goes on as it did.
    void stay();
    /// Lets the run train as it did, once nothing can take its place.
    void letGo();

    RunSession& m_session;
    RunFile& m_file;
    QWidget* m_window;
    QPointer<QWidget> m_dialog;
    std::vector<Waiting> m_waiting; ///< what follows the save that is under way, in the order in which it came
    std::optional<std::uint64_t> m_heldUp; ///< revision of the history whose training is held up; empty: none is
    bool m_wasRefused = false;
    bool m_isHeld = false; ///< whether hold() was called, and release() was not
    std::vector<const Reading*> m_readings;
    QPointer<QMessageBox> m_question;
};

} // namespace isthmus
