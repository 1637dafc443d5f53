// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/FilmThread.h"

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
    connect(&m_job, &Job::busyChanged, this, &FilmThread::takeBusy);
    connect(&m_job, &Job::failed, this, &FilmThread::failed);
}

FilmThread::~FilmThread()
{
    stop();
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
    }
    m_job.start([this, settings]() -> Job::Next {
        work(settings);
        return [this] { emit ended(); };
    });
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
    const std::unique_ptr<Film> film = makeFilm(m_path.toStdString(), settings);
    writeFilm(*film, [this](Film& frames) { write(frames); });
    m_frames = film->frames();
}

void FilmThread::look()
{
    if (m_shown == m_frames)
        return;
    m_shown = m_frames;
    emit framesChanged();
}

void FilmThread::takeBusy()
{
    if (isRunning())
        m_poll.start();
    else
        m_poll.stop();
    look();
    emit runningChanged();
}

} // namespace isthmus
