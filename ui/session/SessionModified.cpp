// SPDX-License-Identifier: GPL-3.0-or-later
// What of the run is not in the user's file.
#include "ui/session/Session.h"

namespace isthmus {

RunMoment Session::moment() const
{
    if (!m_trainer)
        return m_exploration ? RunMoment::of(*m_exploration->checkpoint) : RunMoment{};
    const MetricLog& log = m_trainer->log();
    return RunMoment::at(log.revision(), m_trainer->status().step, log.knobChangeCount(), m_trainer->knobs());
}

bool Session::isUnsaved() const
{
    return hasRun() && m_saved != moment();
}

void Session::setSaved(const RunMoment& moment)
{
    m_saved = moment;
    tellModified();
}

void Session::setModified(bool modified)
{
    m_saved = modified ? std::nullopt : std::optional<RunMoment>(moment());
    m_isDemonstration = m_isDemonstration && !modified;
    tellModified();
}

void Session::touch()
{
    m_isDemonstration = false;
    tellModified();
}

double Session::unsavedEpochs() const
{
    if (!isModified())
        return 0;
    const RunMoment now = moment();
    const bool goesOn = m_saved && (m_saved->step == 0 || m_saved->revision == now.revision);
    const std::int64_t first = goesOn ? m_saved->step : 0;
    if (now.step <= first || m_status.step == 0)
        return 0;
    return m_status.epoch / static_cast<double>(m_status.step) * static_cast<double>(now.step - first);
}

void Session::tellModified()
{
    const bool modified = isModified();
    if (modified == m_toldModified)
        return;
    m_toldModified = modified;
    emit modifiedChanged();
}

} // namespace isthmus
