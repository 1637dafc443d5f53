// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunMoment.h"

#include <optional>

namespace isthmus {

/// What of a run is in no file of the user's, and what would be lost with it. It reads the run and is told what becomes
/// of it; it belongs to the run's session, and to the window's thread.
class Modified
{
public:
    /// Another run takes the place of the one before, and counts as saved where it stands.
    /// @param live    outlives this, or the next follow() or leave()
    /// @param start   the knobs that it begins with after a reset
    /// @param isSame  the run goes on in another one: what was not saved of it still is not
    void follow(const LiveRun& live, const Knobs& start, bool isSame);
    /// There is no run any more.
    void leave();
    /// The start of the run is what a reset makes.
    void setFreshStart() { m_startsFresh = true; }
    /// The program chose the run by itself.
    void setDemonstration() { m_isDemonstration = true; }
    /// The run was reset, and begins with these knobs.
    void beginAnew(const Knobs& start);
    /// This moment of the run is in the user's file now.
    void setSaved(const RunMoment& moment);
    /// @param modified  as in RunSession::setModified()
    void setModified(bool modified);
    /// The data of the run was found elsewhere than the user's file says.
    void setDataMoved() { m_isDataMoved = true; }
    /// A demonstration becomes the user's own.
    void touch() { m_isDemonstration = false; }

    /// Where the run stands now; the start of an empty log without one.
    [[nodiscard]] RunMoment moment() const;
    [[nodiscard]] bool isDemonstration() const { return m_isDemonstration; }
    /// Does the run stand where neither the user's file nor a fresh start leads?
    [[nodiscard]] bool isUnsaved() const;
    /// Unsaved, and by nothing but the place of its data?
    [[nodiscard]] bool isDataMovedAlone() const { return isUnsaved() && m_saved == moment(); }
    /// Was the run reset since it was saved?
    [[nodiscard]] bool isBegunAnew() const;
    /// Unsaved, and the user's own.
    [[nodiscard]] bool isModified() const { return !m_isDemonstration && isUnsaved(); }
    /// The share of the run's steps that are in no file; 0 of a run that is not modified.
    [[nodiscard]] double unsavedShare() const;
    /// Would a reset lose parameters that are in no file?
    [[nodiscard]] bool hasTrainingToLose() const;
    /// Would another run in its place lose such parameters, or layers?
    [[nodiscard]] bool hasRunToLose() const;
    /// Has isModified() turned since this was last asked?
    [[nodiscard]] bool hasTurned();

private:
    /// Does the run stand at a moment that is in no file of the user's?
    [[nodiscard]] bool isMomentUnsaved() const { return m_saved != moment(); }

    const LiveRun* m_live = nullptr;
    Knobs m_start; ///< the knobs that the run has after a reset
    std::optional<RunMoment> m_saved; ///< the moment in the user's file, or where a fresh run began; empty: nowhere
    bool m_hasOwnStart = false; ///< step 0 is the user's own: imported parameters, edited layers
    bool m_startsFresh = false; ///< step 0 has the parameters that a reset makes
    bool m_isDemonstration = false;
    bool m_isDataMoved = false; ///< since the run was saved
    bool m_toldModified = false;
};

} // namespace isthmus
