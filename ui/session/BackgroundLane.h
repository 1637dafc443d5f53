// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace isthmus {

class BackgroundThread;

/// Handed to work in the background lane. Work calls breathe() between chunks of at most 10 ms.
class Breather
{
public:
    virtual ~Breather() = default;
    /// Waits as long as the lane's share of the machine asks for. False: the program ends or the run was replaced; give
    /// up.
    virtual bool breathe() = 0;
};

/// The background lane of a run: a niced thread, which it shares with the other runs' lanes, computes what views show,
/// at about a fifth of one processor while a run trains, at full speed while all are paused. Each client (a view) has
/// one place in the queue: a running job finishes and shows, a newer request replaces only the one of the same client
/// that waits. Lives on the window's thread.
class BackgroundLane : public QObject
{
    Q_OBJECT
public:
    using Result = std::shared_ptr<const void>;
    using Work = std::function<Result(Breather&)>;
    using Done = std::function<void(const Result&)>;

    /// The place of a request that is new to the queue.
    enum class Turn {
        Last, ///< behind all others
        Next, ///< before all others: what the user points at and waits for; short work only
    };

    /// @param thread  thread shared by the lanes of all runs; null: one of its own
    explicit BackgroundLane(QObject* parent = nullptr, std::shared_ptr<BackgroundThread> thread = nullptr);
    ~BackgroundLane() override;

    /// @param client  identifies the place in the queue; its destruction withdraws what waits and silences what runs
    /// @param work    runs on the lane's thread; touches nothing but what it captured by value. Null result: gave up
    /// @param done    runs on the window's thread with the result, unless it is null or the client is gone
    void request(QObject* client, Work work, Done done, Turn turn = Turn::Last);

    /// Share of one processor that the lane may take: 0.2 while training, 1 while paused. The smallest one counts.
    void setShare(double share);

    /// Withdraws what waits and silences what runs, for a new run.
    void cancelAll();

signals:
    void failed(const QString& message, const QObject* client); ///< an exception left this client's work

private:
    void deliver();
    void withdraw(const QObject* client);

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace isthmus
