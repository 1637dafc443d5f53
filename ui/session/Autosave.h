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

/// Keeps the run in a recovery file, every minute while it is unsaved and there is something new, and never in the
/// user's own file. The demonstration is kept too, though a window that closes asks nothing about it before it is
/// touched. The file is removed when the run is saved, given up for another one, or the window is closed; after any
/// other end the next start finds it. It is written on a thread of its own, from a checkpoint that the run hands over
/// between two steps. Lives on the window's thread.
class Autosave : public QObject
{
    Q_OBJECT
public:
    explicit Autosave(RunSession& session);
    ~Autosave() override;

    /// The folder of recovery files: one for all instances of this user.
    [[nodiscard]] static QString folder();

    /// Saves if there is something new; the timer calls it every minute.
    void look();

    /// Is a save under way?
    [[nodiscard]] bool isBusy() const { return m_isAsked || m_writing.isBusy(); }

    /// The present run came from this recovery file, and is kept in it from now on.
    void adopt(std::unique_ptr<RecoveryFile> file);

    /// Keeps what is unsaved once more, without more training, and leaves the file for the next start: for a program
    /// that is told to end. It does not wait for what cannot be kept.
    /// @param done  called once that is done
    void keep(std::function<void()> done);

    /// Gives up whatever was not saved, when the window closes.
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
    std::optional<RunMoment> m_kept; ///< moment in the recovery file, or being written to it
    bool m_isAsked = false; ///< a checkpoint was asked for
    bool m_isObsolete = false; ///< what is being written is not wanted any more
    bool m_hasFailed = false;
    std::function<void()> m_done; ///< function that keep() was given
    std::unique_ptr<RecoveryFile> m_file; ///< recovery file; it is the writing thread's while that is busy
    Job m_writing; ///< declared after all that it uses
};

} // namespace isthmus
