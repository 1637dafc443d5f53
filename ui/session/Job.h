// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/base/Progress.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace isthmus {

/// Slow work, reading or writing a file, on a thread of its own while the window lives on. One at a time. It says how
/// far it is, and can be told to stop. Lives on the window's thread; its destructor tells the work to stop and waits
/// for it, so that nothing is half written.
class Job : public QObject
{
    Q_OBJECT
public:
    /// The rest of the work, for the window's thread, with what the work found.
    using Next = std::function<void()>;
    using Work = std::function<Next()>;
    /// Work that reports its progress, and ends with Cancelled once it is told to stop.
    using LongWork = std::function<Next(const Progress& progress)>;

    explicit Job(QObject* parent = nullptr);
    ~Job() override;

    [[nodiscard]] bool isBusy() const { return m_thread.joinable(); }
    /// [0, 1]; 0 while the work does not say.
    [[nodiscard]] double progress() const { return m_going ? m_going->done.load() : 0; }

    /// Starts the work; isBusy() must be false. What the work or its Next throws is told by failed().
    void start(Work work);
    void start(LongWork work);

    /// Tells the work to stop. If it does, cancelled() follows; what it has done by then is not done any further.
    void cancel();
    /// Was the work that is going on, or that ended last, told to stop?
    [[nodiscard]] bool isCancelled() const { return m_going && m_going->isCancelled; }

    /// Waits for the end of the work, and does what is left to do.
    void wait();

signals:
    void busyChanged();
    void failed(const QString& message);
    void cancelled(); ///< the work has stopped before its end

private:
    /// State shared by the window's thread and the one that works.
    struct Going
    {
        std::atomic<double> done{0};
        std::atomic<bool> isCancelled{false};
    };

    void run(const LongWork& work, const std::shared_ptr<Going>& going);
    void look();
    void conclude();
    void finish(const Next& next);

    QTimer m_poll;
    std::thread m_thread;
    std::shared_ptr<Going> m_going; ///< state of the last work; null before the first
    Mutex m_mutex;
    bool m_done ISTHMUS_GUARDED_BY(m_mutex) = false;
    bool m_hasStopped ISTHMUS_GUARDED_BY(m_mutex) = false;
    Next m_next ISTHMUS_GUARDED_BY(m_mutex);
    QString m_error ISTHMUS_GUARDED_BY(m_mutex);
};

} // namespace isthmus
