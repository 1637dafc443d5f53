// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/cursor/LinkedCursor.h"

#include "ui/compare/followRuns.h"
#include "ui/compare/likeness.h"

namespace isthmus {

namespace {

void copyHovered(const Selection& from, Selection& to)
{
    to.setHovered(from.hovered());
}

void copyPinned(const Selection& from, Selection& to)
{
    to.setPinned(from.pinned());
}

void copyHidden(const Selection& from, Selection& to)
{
    to.setHiddenClasses(from.hiddenClasses());
}

} // namespace

LinkedCursor::LinkedCursor(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    followRuns(bench, this, [this](RunSession& run) { join(run); });
}

void LinkedCursor::join(RunSession& run)
{
    const Selection& selection = run.selection();
    connect(&selection, &Selection::hoveredChanged, this, [this, &run] { tell(run, copyHovered); });
    connect(&selection, &Selection::pinnedChanged, this, [this, &run] { tell(run, copyPinned); });
    connect(&selection, &Selection::hiddenClassesChanged, this, [this, &run] { tell(run, copyHidden); });
    connect(&run, &RunSession::runChanged, this, &LinkedCursor::tellAll);
}

void LinkedCursor::setActive(bool active)
{
    m_isActive = active;
    tellAll();
}

void LinkedCursor::tellAll()
{
    for (const Copy& copy : {Copy(copyPinned), Copy(copyHidden)})
        tell(m_bench.active(), copy);
}

void LinkedCursor::tell(RunSession& from, const Copy& copy)
{
    if (!m_isActive || m_tells)
        return;
    m_tells = true;
    for (RunSession* to : m_bench.runs())
        if (to != &from && haveSameData(from, *to))
            copy(from.selection(), to->selection());
    m_tells = false;
}

} // namespace isthmus
