// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Workbench.h"

#include "core/base/Error.h"
#include "core/base/ThreadPool.h"
#include "ui/session/RetiredRuns.h"
#include "ui/session/RunFile.h"

#include <algorithm>

namespace isthmus {

Workbench::Workbench(int threads, QObject* parent, double memory)
    : QObject(parent)
    , m_threads(threadsOrAll(threads))
    , m_shared(SharedByRuns::make(memory))
{
    m_active = &add();
}

Workbench::~Workbench() = default;

RunSession& Workbench::add()
{
    if (isFull())
        throw Error(
            "another run: expected " + std::to_string(kMostRuns) + " at the most, found as many open; close one");
    auto* run = new RunSession(this, m_threads, m_shared);
    m_runs.push_back(run);
    *std::find(m_colours.begin(), m_colours.end(), nullptr) = run;
    connect(run, &RunSession::statusChanged, this, [this, run] { noteTraining(*run); });
    for (const auto told : {&RunSession::runChanged, &RunSession::modifiedChanged, &RunSession::knobsChanged})
        connect(run, told, this, &Workbench::changed);
    connect(&run->file(), &RunFile::pathChanged, this, &Workbench::changed);
    connect(run, &RunSession::frontWanted, this, [this, run] { setActive(*run); });
    run->setWatched(m_runs.size() == 1);
    emit added(*run);
    emit changed();
    return *run;
}

void Workbench::close(RunSession& run)
{
    if (m_runs.size() < 2)
        return;
    const auto found = std::find(m_runs.begin(), m_runs.end(), &run);
    const auto after = m_runs.erase(found);
    if (m_active == &run)
        setActive(after == m_runs.end() ? *m_runs.back() : **after);
    emit closing(run);
    *std::find(m_colours.begin(), m_colours.end(), &run) = nullptr;
    m_training.erase(&run);
    delete &run;
    shareThreads();
    emit changed();
}

int Workbench::colourIndex(const RunSession& run) const
{
    return static_cast<int>(std::find(m_colours.begin(), m_colours.end(), &run) - m_colours.begin());
}

void Workbench::setActive(RunSession& run)
{
    if (m_active == &run)
        return;
    m_active = &run;
    emit activeChanged();
    emit changed();
}

void Workbench::noteTraining(const RunSession& run)
{
    if (run.isTraining() == m_training.contains(&run))
        return; // its numbers alone
    if (run.isTraining())
        m_training.insert(&run);
    else
        m_training.erase(&run);
    shareThreads();
    emit changed();
}

void Workbench::shareThreads()
{
    const auto trains = [this](const RunSession* run) { return m_training.contains(run); };
    const auto training = static_cast<int>(m_training.size());
    int left = m_threads;
    int waiting = std::max(training, 1);
    for (RunSession* run : m_runs) {
        if (!trains(run))
            continue;
        const int share = std::max(1, (left + waiting - 1) / waiting);
        run->setThreads(share);
        left -= share;
        --waiting;
    }
    for (RunSession* run : m_runs)
        if (!trains(run))
            run->setThreads(std::max(1, m_threads / (training + 1)));
}

bool Workbench::endRuns(std::chrono::milliseconds longest)
{
    for (RunSession* run : m_runs)
        run->giveUp();
    return m_shared.retired->waitUntilEnded(longest);
}

} // namespace isthmus
