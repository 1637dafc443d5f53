// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>

namespace isthmus {

class PictureEncoder;
class RunSession;
class Workbench;

/// One probe for all runs. The run whose plane the hand touched last leads: what it makes of its code is encoded by
/// each other model, and their probes move to where that picture's code lies. This is repeated with newer weights of
/// either. Runs whose pictures have nothing in common stay apart. Nothing comes back from the runs that follow, so that
/// two of them never chase each other. Does nothing while it is not active. Lives on the window's thread.
class LinkedProbe : public QObject
{
    Q_OBJECT
public:
    LinkedProbe(Workbench& bench, QObject* parent);

    void setActive(bool active);

    /// The hand is on the plane of this run. At first, and when the leader is closed, the active run leads.
    void setLeader(RunSession& run);
    [[nodiscard]] const RunSession& leader() const { return *m_leader; }

signals:
    void leaderChanged();

private:
    void join(RunSession& run);
    void leave(RunSession& run);
    void tellAll();
    void tell(RunSession& follower);

    Workbench& m_bench;
    RunSession* m_leader;
    std::map<const RunSession*, PictureEncoder*> m_encoders;
    bool m_isActive = false;
};

} // namespace isthmus
