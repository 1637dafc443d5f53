// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunTitles.h"

#include "ui/compare/followRuns.h"
#include "ui/compare/runNames.h"
#include "ui/session/RunFile.h"

#include <utility>

namespace isthmus {

RunTitles::RunTitles(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    connect(&bench, &Workbench::changed, this, &RunTitles::take);
    followRuns(bench, this, [this](RunSession& run) { join(run); });
}

void RunTitles::join(RunSession& run)
{
    connect(&run, &RunSession::historyChanged, this, [this, &run, known = run.history().revision]() mutable {
        if (std::exchange(known, run.history().revision) != run.history().revision)
            take(); // a reset begins the history anew; its steps rename nobody
    });
    connect(&run.file(), &RunFile::saved, this, &RunTitles::take);
    take();
}

void RunTitles::take()
{
    const QStringList names = runNames(m_bench);
    std::map<const RunSession*, QString> titles;
    for (std::size_t i = 0; i < m_bench.runs().size(); ++i)
        titles[m_bench.runs()[i]] = names[static_cast<int>(i)];
    if (titles == m_told)
        return;
    m_told = std::move(titles);
    emit changed();
}

QString RunTitles::of(const RunSession& run) const
{
    const auto found = m_told.find(&run);
    return found == m_told.end() ? QString() : found->second;
}

} // namespace isthmus
