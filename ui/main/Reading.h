// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Job.h"

#include <QObject>
#include <QString>

namespace isthmus {

class RunSession;

/// Slow reading for the user, who may go on or think better of it: what a Job does, with a sentence that says what
/// is read, how far it is, and a way to give it up. What was given up is dropped, errors too, and is waited for by
/// nobody but the destructor. Another run that takes the place of the present one gives it up as well. While there is
/// no run the session awaits what is read. One at a time; lives on the window's thread.
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
    /// Empty: nothing is read.
    [[nodiscard]] const QString& sentence() const { return m_sentence; }
    /// [0, 1]; 0 while it does not say.
    [[nodiscard]] double progress() const { return m_isGoing ? m_job->progress() : 0; }

signals:
    void busyChanged();
    void failed(const QString& message); ///< in one sentence

private:
    void makeJob();
    void conclude();
    void forget();

    RunSession& m_session;
    bool m_isOverARun = false; ///< there was one when it started
    bool m_isGoing = false;
    QString m_sentence;
    Job* m_job = nullptr; ///< those before it end on their own
};

} // namespace isthmus
