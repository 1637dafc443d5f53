// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/Reading.h"

#include "ui/session/Session.h"

#include <utility>

namespace isthmus {

Reading::Reading(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    makeErrand();
    connect(&session, &Session::runChanged, this, [this] {
        if (m_isOverARun && !m_session.isSameRun())
            cancel();
    });
}

Reading::~Reading()
{
    if (m_going)
        m_going->isCancelled = true;
}

void Reading::makeErrand()
{
    m_errand = new Errand(this);
    connect(m_errand, &Errand::busyChanged, this, &Reading::conclude);
    connect(m_errand, &Errand::failed, this, &Reading::failed);
}

void Reading::start(const QString& sentence, Work work)
{
    Q_ASSERT(!isBusy());
    m_isOverARun = m_session.hasRun();
    m_going = std::make_shared<Going>();
    m_going->sentence = sentence;
    if (!m_isOverARun)
        m_session.setAwaited(sentence);
    m_errand->start([going = m_going, todo = std::move(work)]() -> Errand::Next {
        Errand::Next next = todo([going](double done) {
            going->done = done;
            return !going->isCancelled;
        });
        return [going, then = std::move(next)] {
            if (!going->isCancelled && then)
                then();
        };
    });
}

void Reading::conclude()
{
    if (!m_errand->isBusy())
        forget();
    emit busyChanged();
}

void Reading::forget()
{
    m_going.reset();
    if (!m_isOverARun)
        m_session.setAwaited({});
}

void Reading::cancel()
{
    if (!m_going)
        return;
    m_going->isCancelled = true;
    forget();
    m_errand->disconnect(this);
    connect(m_errand, &Errand::busyChanged, m_errand, &QObject::deleteLater);
    makeErrand();
    emit busyChanged();
}

QString Reading::sentence() const
{
    return m_going ? m_going->sentence : QString();
}

double Reading::progress() const
{
    return m_going ? m_going->done.load() : 0;
}

} // namespace isthmus
