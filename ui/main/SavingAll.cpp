// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/SavingAll.h"

#include "ui/main/RunSaving.h"

#include <utility>

namespace isthmus {

void SavingAll::start(const std::vector<RunSaving*>& runs)
{
    constexpr auto kOnceAndLater = static_cast<Qt::ConnectionType>(Qt::UniqueConnection | Qt::QueuedConnection);
    m_isGoing = true;
    m_refused.clear();
    m_left.assign(runs.begin(), runs.end());
    m_held = m_left;
    for (RunSaving* each : runs) {
        each->hold();
        connect(each, &QObject::destroyed, this, &SavingAll::passOverClosed, kOnceAndLater);
    }
    saveNext();
}

QPointer<RunSaving> SavingAll::takeNext()
{
    while (!m_left.empty()) {
        const QPointer<RunSaving> next = m_left.back();
        m_left.pop_back();
        if (next && next->mustAsk())
            return next;
    }
    return {};
}

void SavingAll::saveNext()
{
    m_present = takeNext();
    if (!m_present)
        return conclude();
    emit turnOf(m_present->session());
    m_present->saveAndThen([this] { saveNext(); }, [this] { goOnWithout(); });
}

void SavingAll::goOnWithout()
{
    if (!m_present || !m_present->wasRefused())
        return end();
    m_refused = m_present;
    saveNext();
}

void SavingAll::conclude()
{
    m_isGoing = false;
    if (m_refused)
        emit refused(m_refused->session());
    else
        emit saved();
    end();
}

void SavingAll::passOverClosed()
{
    if (m_isGoing && !m_present)
        saveNext();
}

void SavingAll::end()
{
    m_isGoing = false;
    m_left.clear();
    for (const QPointer<RunSaving>& each : std::exchange(m_held, {}))
        if (each)
            each->release();
}

} // namespace isthmus
