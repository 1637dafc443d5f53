// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/runs/film/Film.h"
#include "ui/session/Job.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <queue>

namespace isthmus {

/// Writes one film at a time as a job, on a thread of its own. At most some frames wait, so that memory stays bounded: while the
/// disk is slow, frames are left out. Lives on the window's thread, which it never holds up but in its destructor; that
/// finishes the film with the frames that it has.
class FilmThread : public QObject
{
    Q_OBJECT
public:
    /// Adds frames; on the film's thread.
    using Frames = std::function<void(Film&)>;

    explicit FilmThread(QObject* parent = nullptr);
    ~FilmThread() override;

    /// Begins a film; isRunning() must be false.
    /// @param path  path as makeFilm() takes it
    void start(const QString& path, const FilmSettings& settings);

    /// Hands over frames.
    /// @return  false if too many wait: these are left out
    bool offer(Frames frames);

    /// Says that no frame follows: the film ends when those that wait are written.
    void finish();
    /// Ends the film at once: frames that wait are left out, and isStopping() asks frames under way to end.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_job.isBusy(); }
    /// Any thread may ask it.
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    [[nodiscard]] int frames() const { return m_frames; }
    /// Sets the number of frames by now, for frames that come many at once. Called on the film's thread.
    void count(int frames) { m_frames = frames; }
    [[nodiscard]] const QString& path() const { return m_path; }

signals:
    void runningChanged();
    void framesChanged();
    void ended(); ///< well
    void failed(const QString& message); ///< one sentence; the frames before may have been kept

private:
    void work(const FilmSettings& settings);
    void write(Film& film);
    [[nodiscard]] Frames next();
    void look();
    void takeBusy();

    QString m_path;
    QTimer m_poll; ///< for framesChanged()
    std::atomic<bool> m_stopping = false;
    std::atomic<int> m_frames = 0;
    int m_shown = 0; ///< number of frames in the last framesChanged()
    Mutex m_mutex;
    std::condition_variable m_news;
    std::queue<Frames> m_waiting ISTHMUS_GUARDED_BY(m_mutex);
    bool m_isLast ISTHMUS_GUARDED_BY(m_mutex) = false; ///< nothing more comes
    Job m_job; ///< the last member: its destructor waits for the thread that uses the others
};

} // namespace isthmus
