// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Job.h"

#include "core/base/Fault.h"

#include <chrono>
#include <exception>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kJobPace{8};

} // namespace

Job::Job(QObject* parent)
    : QObject(parent)
{
    m_poll.setInterval(kJobPace);
    connect(&m_poll, &QTimer::timeout, this, &Job::look);
}

Job::~Job()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void Job::start(Work work)
{
    start(LongWork([todo = std::move(work)](const Progress& /*progress*/) { return todo(); }));
}

void Job::start(LongWork work)
{
    Q_ASSERT(!isBusy());
    {
        const MutexLock lock(m_mutex);
        m_done = false;
        m_hasStopped = false;
        m_error.clear();
    }
    m_going = std::make_shared<Going>();
    m_thread = std::thread([this, todo = std::move(work), going = m_going]() mutable {
        run(std::exchange(todo, nullptr), going);
        const MutexLock lock(m_mutex);
        m_done = true;
    });
    m_poll.start();
    emit busyChanged();
}

void Job::run(const LongWork& work, const std::shared_ptr<Going>& going)
{
    Next next;
    QString error;
    bool hasStopped = false;
    try {
        next = work([&going](double done) {
            going->done = done;
            return !going->isCancelled;
        });
    } catch (const Cancelled& exception) {
        hasStopped = going->isCancelled;
        error = QString::fromStdString(sentenceOf(exception));
    } catch (const std::exception& exception) {
        error = QString::fromStdString(sentenceOf(exception));
    }
    const MutexLock lock(m_mutex);
    m_next = std::move(next);
    m_error = std::move(error);
    m_hasStopped = hasStopped;
}

void Job::cancel()
{
    if (m_going)
        m_going->isCancelled = true;
}

void Job::look()
{
    {
        const MutexLock lock(m_mutex);
        if (!m_done)
            return;
    }
    conclude();
}

void Job::wait()
{
    if (isBusy())
        conclude();
}

void Job::conclude()
{
    m_poll.stop();
    m_thread.join();
    Next next;
    QString error;
    bool hasStopped = false;
    {
        const MutexLock lock(m_mutex);
        next = std::exchange(m_next, nullptr);
        error = m_error;
        hasStopped = m_hasStopped;
    }
    emit busyChanged();
    if (hasStopped)
        emit cancelled();
    else if (error.isEmpty())
        finish(next);
    else
        emit failed(error);
}

void Job::finish(const Next& next)
{
    try {
        if (next)
            next();
    } catch (const std::exception& exception) {
        emit failed(QString::fromStdString(sentenceOf(exception)));
    }
}

} // namespace isthmus
