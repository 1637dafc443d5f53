// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <mutex>
#include <thread>

namespace isthmus {

/// Slow work, reading or writing a file, on a thread of its own while the window lives on. One at a time. Lives on the
/// window's thread; its destructor waits for the work, so that nothing is half written.
class Errand : public QObject
{
    Q_OBJECT
public:
    /// What is left to do on the window's thread with what the work found.
    using Next = std::function<void()>;
    using Work = std::function<Next()>;

    explicit Errand(QObject* parent = nullptr);
    ~Errand() override;

    [[nodiscard]] bool isBusy() const { return m_thread.joinable(); }

    /// Starts; isBusy() must be false. What the work throws comes as failed(), also what its Next throws.
    void start(Work work);

    /// Waits for the end of the work, and does what is left to do.
    void wait();

signals:
    void busyChanged();
    void failed(const QString& message);

private:
    void look();
    void conclude();
    void finish(const Next& next);

    QTimer m_poll;
    std::thread m_thread;
    std::mutex m_mutex; // guards all below
    bool m_done = false;
    Next m_next;
    QString m_error;
};

} // namespace isthmus
