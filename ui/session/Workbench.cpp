// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Workbench.h"

#include "core/base/Error.h"
#include "core/base/ThreadPool.h"
#include "ui/session/RetiredRuns.h"

#include <algorithm>

namespace isthmus {

Workbench::Workbench(int threads, QObject* parent)
    : QObject(parent)
    , m_threads(threadsOrAll(threads))
{
    m_active = &add();
}

Workbench::~Workbench() = default;

Session& Workbench::add()
{
    if (isFull())
        throw Error(
            "another run: expected " + std::to_string(kMostRuns) + " at the most, found as many open; close one");
    auto* run = new Session(this, m_threads, m_shared);
    m_runs.push_back(run);
    connect(run, &Session::statusChanged, this, &Workbench::shareThreads);
    emit added(*run);
    return *run;
}

void Workbench::close(Session& run)
{
    if (m_runs.size() < 2)
        return;
    const auto found = std::find(m_runs.begin(), m_runs.end(), &run);
    const auto after = m_runs.erase(found);
    if (m_active == &run)
        setActive(after == m_runs.end() ? *m_runs.back() : **after);
    emit closing(run);
    delete &run;
    shareThreads();
}

void Workbench::setActive(Session& run)
{
    if (m_active == &run)
        return;
    m_active = &run;
    emit activeChanged();
}

void Workbench::shareThreads()
{
    const auto trains = [](const Session* run) { return run->isTraining(); };
    const auto training = static_cast<int>(std::count_if(m_runs.begin(), m_runs.end(), trains));
    int left = m_threads;
    int waiting = std::max(training, 1);
    for (Session* run : m_runs) {
        if (!trains(run))
            continue;
        const int share = std::max(1, (left + waiting - 1) / waiting);
        run->setThreads(share);
        left -= share;
        --waiting;
    }
    for (Session* run : m_runs)
        if (!trains(run))
            run->setThreads(std::max(1, m_threads / (training + 1)));
}

bool Workbench::endRuns(std::chrono::milliseconds longest)
{
    for (Session* run : m_runs)
        run->giveUp();
    return m_shared.retired->waitUntilEnded(longest);
}

} // namespace isthmus
