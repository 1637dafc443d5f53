// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/BackgroundLane.h"

#include "ui/session/BackgroundThread.h"

#include <QTimer>

#include <chrono>
#include <map>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kPollPace{8}; // while something is asked for

struct Client
{
    const QObject* object;
    BackgroundLane::Done done;
};

} // namespace

struct BackgroundLane::Impl
{
    std::shared_ptr<BackgroundThread> thread;
    std::map<std::uint64_t, Client> clients; // by ticket, of all that waits or runs
    QTimer poll;
};

BackgroundLane::BackgroundLane(QObject* parent, std::shared_ptr<BackgroundThread> thread)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>())
{
    m_impl->thread = thread ? std::move(thread) : std::make_shared<BackgroundThread>();
    setShare(1);
    m_impl->poll.setInterval(kPollPace);
    connect(&m_impl->poll, &QTimer::timeout, this, &BackgroundLane::deliver);
}

BackgroundLane::~BackgroundLane()
{
    m_impl->thread->leave(this);
}

void BackgroundLane::request(QObject* client, Work work, Done done, Turn turn)
{
    connect(client, &QObject::destroyed, this, &BackgroundLane::withdraw, Qt::UniqueConnection);
    const std::uint64_t ticket = m_impl->thread->nextTicket();
    m_impl->clients.emplace(ticket, Client{client, std::move(done)});
    if (const std::optional<std::uint64_t> replaced =
            m_impl->thread->post({ticket, this, client, std::move(work)}, turn))
        m_impl->clients.erase(*replaced);
    m_impl->poll.start();
}

void BackgroundLane::setShare(double share)
{
    m_impl->thread->setShare(this, share);
}

void BackgroundLane::cancelAll()
{
    m_impl->clients.clear();
    m_impl->thread->cancelLane(this);
}

void BackgroundLane::withdraw(const QObject* client)
{
    std::erase_if(m_impl->clients, [&](const auto& entry) { return entry.second.object == client; });
    m_impl->thread->cancel(client);
}

void BackgroundLane::deliver()
{
    for (BackgroundThread::Finished& finished : m_impl->thread->takeFinished(this)) {
        const auto found = m_impl->clients.find(finished.ticket);
        if (found == m_impl->clients.end())
            continue;
        const Done done = std::move(found->second.done);
        const QObject* client = found->second.object;
        m_impl->clients.erase(found);
        if (!finished.error.isEmpty())
            emit failed(finished.error, client);
        else if (finished.result)
            done(finished.result);
    }
    if (m_impl->clients.empty())
        m_impl->poll.stop();
}

} // namespace isthmus
