// SPDX-License-Identifier: GPL-3.0-or-later
// What of the run is not in the user's file.
#include "ui/session/RunSession.h"

#include <algorithm>

namespace isthmus {

RunMoment RunSession::moment() const
{
    if (!m_live)
        return {};
    const MetricLog& log = m_live->log();
    return RunMoment::at(log.revision(), m_live->status().step, log.knobChangeCount(), m_live->knobs());
}

bool RunSession::isUnsaved() const
{
    if (!hasRun())
        return false;
    const RunMoment now = moment();
    return m_saved != now && (m_hasOwnStart || now != RunMoment::at(0, 0, 0, knobsOf(m_run.training)));
}

bool RunSession::isBegunAnew() const
{
    return m_live && m_saved && m_saved->step > 0 && m_live->log().keptSince(m_saved->revision) == 0;
}

void RunSession::setSaved(const RunMoment& moment)
{
    m_saved = moment;
    m_hasOwnStart = false;
    m_isDemonstration = false; // whoever saves it means it
    tellModified();
}

void RunSession::setModified(bool modified)
{
    m_saved = modified ? std::nullopt : std::optional<RunMoment>(moment());
    m_hasOwnStart = modified && moment().step == 0;
    m_isDemonstration = m_isDemonstration && !modified;
    tellModified();
}

void RunSession::touch()
{
    m_isDemonstration = false;
    tellModified();
}

double RunSession::unsavedShare() const
{
    if (!isModified())
        return 0;
    const std::int64_t step = moment().step;
    const std::int64_t first = m_saved ? std::min(m_saved->step, m_live->log().keptSince(m_saved->revision)) : 0;
    return step > first ? double(step - first) / double(step) : 0;
}

double RunSession::unsavedEpochs() const
{
    return m_status.epoch * unsavedShare();
}

bool RunSession::hasTrainingToLose() const
{
    return unsavedShare() > 0 || (hasRunToLose() && !m_startsFresh);
}

bool RunSession::hasRunToLose() const
{
    return isModified() && (unsavedShare() > 0 || m_hasOwnStart);
}

void RunSession::tellModified()
{
    const bool modified = isModified();
    if (modified == m_toldModified)
        return;
    m_toldModified = modified;
    emit modifiedChanged();
}

} // namespace isthmus
