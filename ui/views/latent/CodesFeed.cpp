// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/CodesFeed.h"

#include "ui/session/RunSession.h"
#include "ui/views/latent/latentJobs.h"

#include <algorithm>

namespace isthmus {

namespace {
constexpr Index kSliceSize = 512; // samples; some 20 ms in the lane while training runs, so that others get their turn
constexpr qint64 kShowPace = 250; // ms between two pictures of a plane that is being encoded
constexpr Index kPointsPerMillisecond = 1000; // of that pace, so that a million points leave the window time
constexpr int kRoundPace = 1400; // ms at least to encode all points once while training: none is older than about 1.8 s
} // namespace

CodesFeed::CodesFeed(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &RunSession::runChanged, this, &CodesFeed::startOver);
    connect(&session, &RunSession::snapshotChanged, this, &CodesFeed::advance);
    connect(&session.background(), &BackgroundLane::failed, this,
        [this](const QString&, const QObject* client) { m_waiting = m_waiting && client != this; });
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &CodesFeed::advance);
    if (session.hasRun())
        startOver();
}

void CodesFeed::setActive(bool active)
{
    m_active = active;
    advance();
}

void CodesFeed::setScope(SampleScope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    if (m_session.hasRun())
        startOver();
}

void CodesFeed::startOver()
{
    ScopedSamples chosen = scopedSamples(m_session.split(), m_scope);
    m_samples = std::make_shared<const std::vector<Index>>(std::move(chosen.samples));
    m_background = chosen.background;
    m_labels.clear();
    if (const Dataset& data = *m_session.data(); data.hasLabels())
        for (const Index sample : *m_samples)
            m_labels.push_back(data.labels[static_cast<std::size_t>(sample)]);
    const auto count = static_cast<Index>(m_samples->size());
    const auto slices = static_cast<int>((count + kSliceSize - 1) / kSliceSize);
    m_codes = LatentCodes(count, m_session.model()->latentDim(), slices);
    m_waiting = false; // what was asked for is of no use any more
    m_turn.stop();
    emit changed();
    advance();
}

std::optional<std::size_t> CodesFeed::pointOf(Index sample) const
{
    const auto found = std::find(m_samples->begin(), m_samples->end(), sample);
    if (found == m_samples->end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_samples->begin());
}

PlanePoints CodesFeed::points(int dimX, int dimY) const
{
    PlanePoints points = m_codes.points(dimX, dimY);
    points.labels = m_labels;
    points.background = m_background;
    return points;
}

void CodesFeed::advance()
{
    const std::shared_ptr<const Snapshot>& snapshot = m_session.snapshot();
    if (!m_active || m_waiting || !snapshot || m_turn.isActive())
        return;
    const std::optional<int> slice = m_codes.nextFor(snapshot.get());
    if (!slice)
        return;
    m_waiting = true;
    m_turn.start(m_session.isTraining() && m_codes.isComplete() ? kRoundPace / m_codes.slices() : 0);
    const EncodeOrder order{snapshot, m_session.data(), m_samples, *slice, m_codes.slices()};
    m_session.background().request(
        this, [order](Breather& breather) { return encodeSlice(order, breather); },
        [this, samples = m_samples](const BackgroundLane::Result& result) {
            if (samples != m_samples)
                return; // others are shown since
            m_waiting = false;
            m_codes.store(*std::static_pointer_cast<const CodeSlice>(result));
            const bool upToDate = !m_codes.nextFor(m_session.snapshot().get());
            const qint64 pace = std::max<qint64>(kShowPace, m_codes.samples() / kPointsPerMillisecond);
            if (upToDate || !m_sinceShown.isValid() || m_sinceShown.elapsed() >= pace) {
                m_sinceShown.start();
                emit changed();
            }
            advance();
        });
}

} // namespace isthmus
