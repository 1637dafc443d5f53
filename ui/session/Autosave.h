// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RecoveryFile.h"
#include "ui/session/Job.h"
#include "ui/session/RunSession.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace isthmus {

/// Keeps the run in a recovery file, every minute while it is unsaved and there is something new, never in the user's
/// own file; the demonstration too, though a window that closes asks nothing about it before it is touched. The file
/// goes when the run is saved, given up for another one, or the window is closed; after any other end the next start
/// finds it. Written on a thread of its own, from a checkpoint that the run hands over between two steps. Lives on the
/// window's thread.
class Autosave : public QObject
{
    Q_OBJECT
public:
    explicit Autosave(RunSession& session);
    ~Autosave() override;

    /// Where recovery files lie: one folder for all instances of this user.
    [[nodiscard]] static QString folder();

    /// Saves if there is something new; the timer calls it every minute.
    void look();

    /// Is a save under way?
    [[nodiscard]] bool isBusy() const { return m_isAsked || m_writing.isBusy(); }

    /// The present run came from this recovery file, and is kept in it from now on.
    void adopt(std::unique_ptr<RecoveryFile> file);

    /// For a program that is told to end: keeps what is unsaved once more, without more training, and leaves the file
    /// for the next start. What cannot be kept is not waited for.
    /// @param done  called once that is done
    void keep(std::function<void()> done);

    /// For the window that closes: whatever was not saved is given up.
    void end();

signals:
    void failed(const QString& sentence); ///< once, until it works again

private:
    void runBegins();
    [[nodiscard]] bool hasNews() const;
    void goOn();
    void giveUp();
    void write(const std::shared_ptr<const Checkpoint>& checkpoint);
    void discard();

    RunSession& m_session;
    QTimer m_timer;
    std::optional<RunMoment> m_kept; ///< in the recovery file, or being written to it
    bool m_isAsked = false; ///< for a checkpoint
    bool m_isObsolete = false; ///< what is being written
    bool m_hasFailed = false;
    std::function<void()> m_done; ///< of keep()
    std::unique_ptr<RecoveryFile> m_file; ///< of the writing thread while that is busy
    Job m_writing; ///< after all that it uses
};

} // namespace isthmus
