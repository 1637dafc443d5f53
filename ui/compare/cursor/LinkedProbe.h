// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>

namespace isthmus {

class MoveBudget;
class PictureEncoder;
class RunSession;
class Workbench;

/// One probe for all runs. The run whose plane the hand touched last leads: what it makes of its code is encoded by
/// each other model, and their probes go where that picture's code lies; again with newer weights of either. Runs
/// whose pictures have nothing in common stay apart. What one move of the hand costs the window is bounded: the decode
/// of the leader, and the encodes and decodes of all that follow, as far as they fit into one budget; the others go
/// through the background lane. Nothing comes back from the runs that follow, so that two of them
/// never chase each other. Does nothing while it is not active. Lives on the window's thread.
class LinkedProbe : public QObject
{
    Q_OBJECT
public:
    /// @param budget  milliseconds that one move may keep the window busy
    LinkedProbe(Workbench& bench, QObject* parent, double budget = 5.0);

    void setActive(bool active);
    /// The runs that follow take over where the leader is.
    void tellAll();

    /// The hand is on the plane of this run. At first, and when the leader is closed, the active run leads.
    void setLeader(RunSession& run);
    [[nodiscard]] const RunSession& leader() const { return *m_leader; }

signals:
    void leaderChanged();

private:
    void join(RunSession& run);
    void leave(RunSession& run);
    void tell(RunSession& follower, MoveBudget& budget);

    Workbench& m_bench;
    const double m_budget;
    RunSession* m_leader;
    std::map<const RunSession*, PictureEncoder*> m_encoders;
    bool m_isActive = false;
};

} // namespace isthmus
