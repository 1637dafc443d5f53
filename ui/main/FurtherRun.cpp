// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FurtherRun.h"

#include "ui/main/FileActions.h"
#include "ui/session/Workbench.h"

#include <utility>

namespace isthmus {

FurtherRun::FurtherRun(Workbench& bench, FilesOf filesOf, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_filesOf(std::move(filesOf))
{
}

FileActions& FurtherRun::begin()
{
    RunSession& run = m_bench.add();
    m_bench.setActive(run);
    FileActions& files = m_filesOf(run);
    const auto look = [this, further = QPointer<RunSession>(&run)] { closeEmpty(further); };
    connect(&files.reading(), &Reading::busyChanged, this, look, Qt::QueuedConnection); // after what was read has come
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
    return files;
}

void FurtherRun::closeEmpty(const QPointer<RunSession>& run)
{
    if (run && !run->hasRun() && !m_filesOf(*run).reading().isBusy() && m_bench.runs().size() > 1)
        m_bench.close(*run);
}

} // namespace isthmus
