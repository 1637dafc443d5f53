// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PriorFit.h"

#include "core/analysis/Latent.h"
#include "ui/session/RunSession.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr Index kSliceOfFit = 512; // samples between two turns of the lane
constexpr Index kChunkOfFit = 128; // samples between two breaths
constexpr int kNiceness = 10; // below the window's thread

std::vector<Index> spreadEvenly(const std::vector<Index>& from, Index count)
{
    std::vector<Index> chosen;
    const auto total = static_cast<Index>(from.size());
    for (Index i = 0; i < count; ++i)
        chosen.push_back(from[static_cast<std::size_t>(i * total / count)]);
    return chosen;
}

} // namespace

/// One fit on its way, from the first sample that is encoded to the Gaussian.
struct PriorFit::Round
{
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Dataset> data;
    std::vector<Index> samples;
    Matrix codes; ///< samples x latentDim
    Index done = 0; ///< samples encoded
    std::shared_ptr<const FittedPrior> fitted;

    /// Does the Gaussian take longer than a slice?
    [[nodiscard]] bool isLong() const { return codes.rows() > kWhileTraining; }

    [[nodiscard]] bool encodeSlice(Breather& breather)
    {
        const FrozenModel& frozen = snapshot->frozen;
        const Index end = std::min(done + kSliceOfFit, codes.rows());
        ThreadPool alone(1);
        while (done < end) {
            const Index count = std::min(kChunkOfFit, end - done);
            const std::span chunk(samples.data() + done, static_cast<std::size_t>(count));
            codes.middleRows(done, count) = encodeSamples(*frozen.model, frozen.parameters, *data, chunk, alone);
            done += count;
            if (!breather.breathe())
                return false;
        }
        if (done == codes.rows() && !isLong())
            fitted = std::make_shared<const FittedPrior>(codes);
        return true;
    }
};

PriorFit::PriorFit(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &RunSession::runChanged, this, &PriorFit::startRun);
    connect(&session, &RunSession::snapshotChanged, this, &PriorFit::advance);
    connect(
        &session, &RunSession::statusChanged, this, &PriorFit::advance); // a run that rests is fitted to more samples
    connect(&session.background(), &BackgroundLane::failed, this, [this](const QString&, const QObject* client) {
        if (client == this)
            giveUp();
    });
    connect(&m_fitting, &Job::failed, this, [this](const QString& message) {
        giveUp();
        emit m_session.failed(message);
    });
}

PriorFit::~PriorFit() = default;

void PriorFit::setWanted(bool wanted)
{
    m_wanted = wanted;
    advance();
}

bool PriorFit::isUpToDate() const
{
    return m_newest && m_ofMoment == m_session.snapshot() && m_newest->fittedTo() >= wished();
}

bool PriorFit::isSince(std::int64_t step) const
{
    return m_newest && m_ofMoment->record.step >= step;
}

Index PriorFit::encoded() const
{
    return m_round ? m_encoded : 0;
}

bool PriorFit::isFitting() const
{
    return m_round && m_encoded == m_round->codes.rows();
}

Index PriorFit::wished() const
{
    const auto all = static_cast<Index>(m_session.shownSamples().size());
    return std::min(all, m_session.isTraining() ? kWhileTraining : kAtRest);
}

void PriorFit::startRun()
{
    m_round.reset();
    m_newest.reset();
    m_ofMoment.reset();
    m_waiting = false; // the lane forgot what the old run had asked for
    m_encoded = 0;
}

void PriorFit::giveUp()
{
    m_waiting = false;
    m_wanted = false; // it would fail again at each moment
    m_round.reset();
    emit failed();
}

void PriorFit::advance()
{
    const std::shared_ptr<const Snapshot>& snapshot = m_session.snapshot();
    if (!m_wanted || m_waiting || !snapshot || isUpToDate())
        return;
    const Index count = wished();
    if (!m_round || m_round->snapshot != snapshot || m_round->codes.rows() < count) {
        m_round = std::make_shared<Round>();
        m_round->snapshot = snapshot;
        m_round->data = m_session.data();
        m_round->samples = spreadEvenly(m_session.shownSamples(), count);
        m_round->codes.resize(count, m_session.model()->latentDim());
    }
    encodeNext();
}

void PriorFit::encodeNext()
{
    m_waiting = true;
    m_encoded = m_round->done;
    m_session.background().request(
        this,
        [round = m_round](
            Breather& breather) -> BackgroundLane::Result { return round->encodeSlice(breather) ? round : nullptr; },
        [this, round = m_round](const BackgroundLane::Result&) {
            if (round == m_round)
                take();
        });
}

void PriorFit::take()
{
    m_waiting = false;
    m_encoded = m_round->done;
    if (m_round->fitted)
        return takeFitted(m_round);
    emit changed();
    if (isFitting())
        fit();
    else
        advance();
}

void PriorFit::fit()
{
    m_waiting = true;
    if (m_fitting.isBusy()) // with that of an earlier run
        return;
    m_fitting.start([this, round = m_round]() -> Job::Next {
        setThreadNiceness(kNiceness);
        round->fitted = std::make_shared<const FittedPrior>(round->codes);
        return [this, round] { takeFitted(round); };
    });
}

void PriorFit::takeFitted(std::shared_ptr<const Round> round)
{
    if (round == m_round) {
        m_waiting = false;
        m_newest = round->fitted;
        m_ofMoment = round->snapshot;
        m_round.reset();
        emit changed();
        advance();
    } else if (isFitting()) {
        fit();
    }
}

} // namespace isthmus
