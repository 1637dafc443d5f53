// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/Reading.h"

#include "ui/session/RunSession.h"

#include <utility>

namespace isthmus {

Reading::Reading(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    makeJob();
    connect(&session, &RunSession::runChanged, this, [this] {
        if (m_isOverARun && !m_session.isSameRun())
            cancel();
    });
}

Reading::~Reading() = default;

void Reading::makeJob()
{
    m_job = new Job(this);
    connect(m_job, &Job::busyChanged, this, &Reading::conclude);
    connect(m_job, &Job::failed, this, &Reading::failed);
}

void Reading::start(const QString& sentence, Work work)
{
    Q_ASSERT(!isBusy());
    m_isOverARun = m_session.hasRun();
    m_isGoing = true;
    m_sentence = sentence;
    if (!m_isOverARun)
        m_session.setAwaited(sentence);
    m_job->start([job = m_job, todo = std::move(work)](const Progress& progress) -> Job::Next {
        return [job, then = todo(progress)] {
            if (!job->isCancelled() && then)
                then();
        };
    });
}

void Reading::conclude()
{
    if (!m_job->isBusy())
        forget();
    emit busyChanged();
}

void Reading::forget()
{
    m_isGoing = false;
    m_sentence.clear();
    if (!m_isOverARun)
        m_session.setAwaited({});
}

void Reading::cancel()
{
    if (!m_isGoing)
        return;
    m_job->cancel();
    forget();
    m_job->disconnect(this);
    connect(m_job, &Job::busyChanged, m_job, &QObject::deleteLater);
    makeJob();
    emit busyChanged();
}

} // namespace isthmus
