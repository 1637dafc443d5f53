// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "ui/session/Errand.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace isthmus {

class Session;

/// Slow reading for the user, who may go on or think better of it: what an Errand does, with a sentence that says what
/// is read, how far it is, and a way to give it up. What was given up is dropped, errors too, and is waited for by
/// nobody but the destructor. Another run that takes the place of the present one gives it up as well. While there is
/// no run the session awaits what is read. One at a time; lives on the window's thread.
class Reading : public QObject
{
    Q_OBJECT
public:
    /// Runs on the reading's thread, and ends with Cancelled once the listener says so.
    using Work = std::function<Errand::Next(const Progress& progress)>;

    /// @param session  must outlive it
    explicit Reading(Session& session, QObject* parent = nullptr);
    ~Reading() override;

    /// @param sentence  "Opening digits.npy..."
    void start(const QString& sentence, Work work);
    void cancel();

    [[nodiscard]] bool isBusy() const { return m_going != nullptr; }
    /// Empty: nothing is read.
    [[nodiscard]] QString sentence() const;
    /// [0, 1]; 0 while it does not say.
    [[nodiscard]] double progress() const;

signals:
    void busyChanged();
    void failed(const QString& message); ///< in one sentence

private:
    /// Between the window's thread and the one that reads.
    struct Going
    {
        QString sentence;
        std::atomic<double> done{0};
        std::atomic<bool> isCancelled{false};
    };

    void makeErrand();
    void conclude();
    void forget();

    Session& m_session;
    bool m_isOverARun = false; ///< there was one when it started
    std::shared_ptr<Going> m_going; ///< null: nothing is read
    Errand* m_errand = nullptr; ///< those before it end on their own
};

} // namespace isthmus
