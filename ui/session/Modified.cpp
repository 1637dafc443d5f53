// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Modified.h"

#include <algorithm>
#include <utility>

namespace isthmus {

void Modified::follow(const LiveRun& live, const Knobs& start, bool isSame)
{
    const bool isLost = isSame && isUnsaved() && isMomentUnsaved();
    m_live = &live;
    m_start = start;
    m_isDemonstration = false;
    m_startsFresh = false;
    m_hasOwnStart = m_hasOwnStart && isSame;
    m_isDataMoved = m_isDataMoved && isSame;
    m_saved = isLost ? std::nullopt : std::optional(moment());
}

void Modified::leave()
{
    m_live = nullptr;
}

void Modified::beginAnew(const Knobs& start)
{
    m_start = start;
    m_startsFresh = true;
}

void Modified::setSaved(const RunMoment& moment)
{
    m_saved = moment;
    m_hasOwnStart = false;
    m_isDataMoved = false;
    m_isDemonstration = false; // whoever saves it means it
}

void Modified::setModified(bool modified)
{
    m_saved = modified ? std::nullopt : std::optional(moment());
    m_hasOwnStart = modified && moment().step == 0;
    m_isDataMoved = m_isDataMoved && modified;
    m_isDemonstration = m_isDemonstration && !modified;
}

RunMoment Modified::moment() const
{
    return m_live != nullptr ? RunMoment::of(*m_live) : RunMoment();
}

bool Modified::isUnsaved() const
{
    if (m_live == nullptr)
        return false;
    return (m_isDataMoved || isMomentUnsaved()) && (m_hasOwnStart || moment() != RunMoment::at(0, 0, 0, m_start));
}

bool Modified::isBegunAnew() const
{
    return m_live != nullptr && m_saved && m_saved->step > 0 && m_live->log().keptSince(m_saved->revision) == 0;
}

double Modified::unsavedShare() const
{
    if (!isModified())
        return 0;
    const std::int64_t step = moment().step;
    const std::int64_t first = m_saved ? std::min(m_saved->step, m_live->log().keptSince(m_saved->revision)) : 0;
    return step > first ? double(step - first) / double(step) : 0;
}

bool Modified::hasTrainingToLose() const
{
    return unsavedShare() > 0 || (hasRunToLose() && !m_startsFresh);
}

bool Modified::hasRunToLose() const
{
    return isModified() && (unsavedShare() > 0 || m_hasOwnStart);
}

bool Modified::hasTurned()
{
    const bool modified = isModified();
    return std::exchange(m_toldModified, modified) != modified;
}

} // namespace isthmus
