// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/cursor/LinkedProbe.h"

#include "ui/compare/cursor/MoveBudget.h"
#include "ui/compare/cursor/PictureEncoder.h"
#include "ui/compare/followRuns.h"
#include "ui/compare/likeness.h"

namespace isthmus {
namespace {

constexpr double kSlowHand = 5; // ms: HandLane decodes what takes longer on a thread of its own

/// What the next decode of a run's hand takes of the window's time, about.
double decodeCost(RunSession& run)
{
    const double last = run.hand().milliseconds();
    return last < kSlowHand ? last : 0;
}

} // namespace

LinkedProbe::LinkedProbe(Workbench& bench, QObject* parent, double budget)
    : QObject(parent)
    , m_bench(bench)
    , m_budget(budget)
    , m_leader(&bench.active())
{
    followRuns(bench, this, [this](RunSession& run) { join(run); });
    connect(&bench, &Workbench::closing, this, &LinkedProbe::leave);
}

void LinkedProbe::join(RunSession& run)
{
    auto* encoder = new PictureEncoder(run, this);
    m_encoders[&run] = encoder;
    connect(encoder, &PictureEncoder::encoded, this, [this, &run](const std::vector<float>& code) {
        if (m_isActive && &run != m_leader)
            run.selection().setCode(code);
    });
    connect(&run.hand(), &HandLane::decoded, this, [this, &run] {
        if (&run == m_leader)
            tellAll();
    });
    connect(&run, &RunSession::snapshotChanged, this, [this, &run] {
        MoveBudget budget(m_budget);
        tell(run, budget);
    });
}

void LinkedProbe::leave(RunSession& run)
{
    delete m_encoders.at(&run);
    m_encoders.erase(&run);
    if (m_leader == &run)
        setLeader(m_bench.active());
}

void LinkedProbe::setActive(bool active)
{
    m_isActive = active;
    tellAll();
}

void LinkedProbe::setLeader(RunSession& run)
{
    if (m_leader == &run)
        return;
    m_leader = &run;
    m_encoders.at(&run)->forget();
    tellAll();
    emit leaderChanged();
}

void LinkedProbe::tellAll()
{
    MoveBudget budget(m_budget - decodeCost(*m_leader)); // that is spent already
    for (RunSession* run : m_bench.runs())
        tell(*run, budget);
}

void LinkedProbe::tell(RunSession& follower, MoveBudget& budget)
{
    const auto encoder = m_encoders.find(&follower);
    if (!m_isActive || &follower == m_leader || encoder == m_encoders.end()
        || !havePicturesInCommon(*m_leader, follower))
        return;
    const bool fits = budget.take(encoder->second->milliseconds() + decodeCost(follower));
    const std::vector<float> picture = rescaled(m_leader->data()->scaling, follower.data()->scaling,
        haveSameData(*m_leader, follower), m_leader->hand().image());
    encoder->second->request(picture, fits ? PictureEncoder::Place::Here : PictureEncoder::Place::Lane);
}

} // namespace isthmus
