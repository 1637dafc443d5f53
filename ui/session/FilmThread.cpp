// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/FilmThread.h"

#include "core/base/Fault.h"
#include "core/base/Progress.h"
#include "core/runs/film/pathFilm.h"

#include <chrono>

namespace isthmus {

namespace {
constexpr std::chrono::milliseconds kPoll{50};
constexpr std::size_t kMostWaiting = 2;
} // namespace

FilmThread::FilmThread(QObject* parent)
    : QObject(parent)
{
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &FilmThread::look);
}

FilmThread::~FilmThread()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void FilmThread::start(const QString& path, const FilmSettings& settings)
{
    Q_ASSERT(!isRunning());
    m_path = path;
    m_stopping = false;
    m_frames = 0;
    m_shown = 0;
    {
        const MutexLock lock(m_mutex);
        m_waiting = {};
        m_isLast = false;
        m_done = false;
        m_error.clear();
    }
    m_thread = std::thread([this, settings] { work(settings); });
    m_poll.start();
    emit runningChanged();
}

bool FilmThread::offer(Frames frames)
{
    const MutexLock lock(m_mutex);
    if (m_isLast || m_waiting.size() >= kMostWaiting)
        return false;
    m_waiting.push(std::move(frames));
    m_news.notify_one();
    return true;
}

void FilmThread::finish()
{
    const MutexLock lock(m_mutex);
    m_isLast = true;
    m_news.notify_one();
}

void FilmThread::stop()
{
    m_stopping = true;
    const MutexLock lock(m_mutex);
    m_waiting = {};
    m_isLast = true;
    m_news.notify_one();
}

FilmThread::Frames FilmThread::next()
{
    MutexLock lock(m_mutex);
    lock.wait(m_news, [this]() ISTHMUS_REQUIRES(m_mutex) { return !m_waiting.empty() || m_isLast; });
    if (m_waiting.empty())
        return nullptr;
    Frames frames = std::move(m_waiting.front());
    m_waiting.pop();
    return frames;
}

void FilmThread::write(Film& film)
{
    try {
        while (const Frames frames = next()) {
            frames(film);
            m_frames = film.frames();
        }
    } catch (const Cancelled&) {
        // stopped by the user, who wants what is there
    }
    m_frames = film.frames();
}

void FilmThread::work(const FilmSettings& settings)
{
    QString error;
    try {
        const std::unique_ptr<Film> film = makeFilm(m_path.toStdString(), settings);
        writeFilm(*film, [this](Film& frames) { write(frames); });
        m_frames = film->frames();
    } catch (const std::exception& exception) {
        error = QString::fromStdString(sentenceOf(exception));
    }
    const MutexLock lock(m_mutex);
    m_error = error;
    m_done = true;
}

bool FilmThread::isDone()
{
    if (!m_mutex.tryLock())
        return false;
    const bool isDone = m_done;
    m_mutex.unlock();
    return isDone;
}

void FilmThread::look()
{
    if (m_shown != m_frames) {
        m_shown = m_frames;
        emit framesChanged();
    }
    if (!isDone())
        return;
    m_poll.stop();
    QMetaObject::invokeMethod(this, &FilmThread::conclude, Qt::QueuedConnection);
}

void FilmThread::conclude()
{
    m_thread.join();
    emit runningChanged();
    QString error;
    {
        const MutexLock lock(m_mutex);
        error = m_error;
    }
    if (error.isEmpty())
        emit ended();
    else
        emit failed(error);
}

} // namespace isthmus
