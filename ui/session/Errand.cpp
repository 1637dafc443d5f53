// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Errand.h"

#include "core/base/Fault.h"

#include <chrono>
#include <exception>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kErrandPace{8};

} // namespace

Errand::Errand(QObject* parent)
    : QObject(parent)
{
    m_poll.setInterval(kErrandPace);
    connect(&m_poll, &QTimer::timeout, this, &Errand::look);
}

Errand::~Errand()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Errand::start(Work work)
{
    Q_ASSERT(!isBusy());
    m_done = false;
    m_error.clear();
    m_thread = std::thread([this, todo = std::move(work)]() mutable {
        Next next;
        QString error;
        try {
            next = todo();
        } catch (const std::exception& exception) {
            error = QString::fromStdString(sentenceOf(exception));
        }
        todo = nullptr;
        const std::lock_guard lock(m_mutex);
        m_next = std::move(next);
        m_error = std::move(error);
        m_done = true;
    });
    m_poll.start();
    emit busyChanged();
}

void Errand::look()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_done)
            return;
    }
    conclude();
}

void Errand::wait()
{
    if (isBusy())
        conclude();
}

void Errand::conclude()
{
    m_poll.stop();
    m_thread.join();
    const Next next = std::exchange(m_next, nullptr);
    const QString error = m_error;
    emit busyChanged();
    if (error.isEmpty())
        finish(next);
    else
        emit failed(error);
}

void Errand::finish(const Next& next)
{
    try {
        if (next)
            next();
    } catch (const std::exception& exception) {
        emit failed(QString::fromStdString(sentenceOf(exception)));
    }
}

} // namespace isthmus
