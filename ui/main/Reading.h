// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Job.h"

#include <QObject>
#include <QString>

namespace isthmus {

class RunSession;

/// A Job that reads for the user: it shows a sentence about what is read and how far it is, and can be cancelled. The
/// result of a cancelled reading is dropped, errors too; only the destructor waits for it. Another run that takes the
/// place of the present one cancels it as well. While there is no run, the session awaits what is read. One at a time;
/// lives on the window's thread.
class Reading : public QObject
{
    Q_OBJECT
public:
    /// Runs on the reading's thread, and ends with Cancelled once the listener says so.
    using Work = Job::LongWork;

    /// @param session  must outlive it
    explicit Reading(RunSession& session, QObject* parent = nullptr);
    ~Reading() override;

    /// @param sentence  "Opening digits.npy..."
    void start(const QString& sentence, Work work);
    void cancel();

    [[nodiscard]] bool isBusy() const { return m_isGoing; }
    /// The sentence of start(); empty: nothing is read.
    [[nodiscard]] const QString& sentence() const { return m_sentence; }
    /// [0, 1]; 0 while it does not say.
    [[nodiscard]] double progress() const { return m_isGoing ? m_job->progress() : 0; }

signals:
    void busyChanged();
    void failed(const QString& message); ///< one sentence about the error

private:
    void makeJob();
    void conclude();
    void forget();

    RunSession& m_session;
    bool m_isOverARun = false; ///< whether there was a run when it started
    bool m_isGoing = false;
    QString m_sentence;
    Job* m_job = nullptr; ///< the newest job; those before it end on their own
};

} // namespace isthmus
