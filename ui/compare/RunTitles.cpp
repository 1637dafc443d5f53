// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunTitles.h"

#include "ui/compare/runNames.h"
#include "ui/session/RunFile.h"
#include "ui/session/Workbench.h"

#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

/// What a run is called alone.
QString ownTitle(const Workbench& bench, const RunSession& run)
{
    for (RunSession* each : bench.runs())
        if (each == &run && !each->file().path().isEmpty() && !run.isBegunAnew())
            return QFileInfo(each->file().path()).fileName();
    return QString::fromStdString(run.run().model.title);
}

} // namespace

RunTitles::RunTitles(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_told(present())
{
    connect(&bench, &Workbench::changed, this, &RunTitles::take);
}

QStringList RunTitles::present() const
{
    return runNames(m_bench, [this](const RunSession& run) { return ownTitle(m_bench, run); });
}

void RunTitles::take()
{
    const QStringList titles = present();
    if (titles == m_told)
        return;
    m_told = titles;
    emit changed();
}

QString RunTitles::of(const RunSession& run) const
{
    const std::vector<RunSession*>& runs = m_bench.runs();
    const auto found = std::find(runs.begin(), runs.end(), &run);
    return found == runs.end() ? QString() : present()[found - runs.begin()];
}

} // namespace isthmus
