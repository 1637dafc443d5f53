// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunSession.h"

#include "core/base/ThreadPool.h"
#include "core/runs/Presets.h"
#include "core/train/Trainer.h"
#include "ui/session/Autosave.h"
#include "ui/session/BackgroundThread.h"
#include "ui/session/HandThread.h"
#include "ui/session/OpenFiles.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RetiredRuns.h"
#include "ui/session/RunFile.h"
#include "ui/session/RunsMemory.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <chrono>
#include <utility>

namespace isthmus {
namespace {

constexpr double kTrainingShare = 0.2; // of one processor, however many the machine has
constexpr std::chrono::milliseconds kLivelyPace{16};
constexpr std::chrono::milliseconds kIdlePace{250};
constexpr qint64 kLivelyAfterOrder = 1000; // ms: time for an order to be taken and its results to come
constexpr qint64 kViewPace = 75; // ms between two snapshots, or two tellings of records, while training

bool isDue(const QElapsedTimer& since)
{
    return !since.isValid() || since.elapsed() >= kViewPace;
}

/// Of a log that is rewound meanwhile the next turn tells.
bool lengthen(StepHistory& steps, const MetricLog& log)
{
    if (log.stepCount() <= steps.size())
        return false;
    steps = log.steps();
    return true;
}

template <typename Record>
bool append(std::vector<Record>& all, std::vector<Record>&& fresh)
{
    const std::size_t count = fresh.size();
    all.insert(all.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    return count > 0;
}

} // namespace

SharedByRuns SharedByRuns::make(double memory)
{
    return {std::make_shared<BackgroundThread>(), std::make_shared<HandThread>(), std::make_shared<RetiredRuns>(),
        std::make_shared<OpenFiles>(), std::make_shared<RunsMemory>(memory)};
}

RunSession::RunSession(QObject* parent, int threads, SharedByRuns shared)
    : QObject(parent)
    , m_threads(threadsOrAll(threads))
    , m_shared(std::move(shared))
    , m_selection(new Selection(this))
    , m_background(new BackgroundLane(this, m_shared.background))
    , m_hand(new HandLane(this, m_shared.hand))
    , m_pending(new PendingRun(*this))
    , m_file(new RunFile(*this, m_shared.files))
    , m_autosave(new Autosave(*this))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RunSession::drain);
    connect(m_selection, &Selection::codeChanged, this, &RunSession::decodeHand);
    connect(this, &RunSession::snapshotChanged, this, &RunSession::decodeHand);
    for (const auto touched :
        {&Selection::pinnedChanged, &Selection::hiddenClassesChanged, &Selection::priorCodesChanged})
        connect(m_selection, touched, this, &RunSession::touch);
    connect(m_background, &BackgroundLane::failed, this, &RunSession::failed);
    connect(m_hand, &HandLane::failed, this, &RunSession::failed);
}

RunSession::~RunSession()
{
    delete m_autosave; // both wait for what they are writing, and know the session
    delete m_file;
    giveUp();
}

void RunSession::setAwaited(const QString& sentence)
{
    m_awaited = sentence;
    emit awaitedChanged();
}

void RunSession::startRun(const RunSpec& run)
{
    m_shared.memory->requireRoomFor(*this, run);
    ResumedRun fresh{run, std::make_unique<Trainer>(run, m_threads, kNiceness)};
    adopt(fresh);
    m_modified.setFreshStart();
}

void RunSession::startDemonstration(const RunSpec& run)
{
    startRun(run);
    m_modified.setDemonstration();
}

void RunSession::startResumed(ResumedRun& resumed)
{
    adopt(resumed);
}

void RunSession::continueRun(ResumedRun& resumed)
{
    const QScopedValueRollback<bool> same(m_isSameRun, true);
    adopt(resumed);
}

void RunSession::changeModel(const ModelSpec& model, const TrainSpec& training)
{
    const bool wasTraining = isTraining();
    RunSpec run = m_run;
    run.model = model;
    run.training = withKnobs(training, fittedTo(model, training));
    if (!model.isVariational()) // what shapes the KL term goes with it
        run.training.klWarmup = 0;
    startRun(run);
    if (hasOwnLayers(model, run.data->shape))
        setModified(true); // layers of the user's, which are in no file
    if (wasTraining)
        play();
}

void RunSession::adopt(ResumedRun& run)
{
    m_shared.memory->take(*this, run.run, *run.live);
    m_modified.follow(*run.live, knobsOf(run.run.training), m_isSameRun);
    m_shared.retired->retire(std::exchange(m_live, std::move(run.live)));
    m_live->setThreads(m_threads);
    m_run = run.run;
    if (const std::shared_ptr<const ReadySplit> split = m_live->readySplit())
        m_run.readySplit = split;
    m_fingerprint = std::make_shared<const DataFingerprint>(m_run.data);
    m_status = m_live->status();
    m_background->setShare(1);
    beginHistory(m_live->log().revision());
    m_snapshot.reset();
    m_sinceSnapshot.invalidate();
    m_sinceRecords.invalidate();
    m_checkpointAsked = false;
    m_clearedLog.reset();
    m_hasOldSnapshot = false;
    m_background->cancelAll();
    m_hand->clear();
    m_selection->clear(static_cast<int>(m_run.data->classNames.size()));
    m_selection->setDimensions(0, std::min(1, model()->latentDim() - 1));
    m_live->requestSnapshot();
    m_snapshotAsked = true;
    tellRun();
}

void RunSession::tellRun()
{
    emit runChanged();
    emit knobsChanged();
    emit statusChanged();
    orderGiven();
}

void RunSession::giveUp()
{
    m_timer.stop();
    m_background->cancelAll();
    m_modified.leave();
    m_shared.memory->release(*this);
    m_shared.retired->retire(std::move(m_live));
}

const std::vector<Index>& RunSession::shownSamples() const
{
    const Split& parts = split();
    return parts.test.empty() ? parts.train : parts.test;
}

void RunSession::setThreads(int threads)
{
    m_threads = threadsOrAll(threads);
    if (m_live)
        m_live->setThreads(m_threads);
}

RunSession* RunSession::otherIn(const QString& path) const
{
    return m_shared.files->ownerOf(path, *this);
}

void RunSession::setWatched(bool watched)
{
    m_isWatched = watched;
    if (m_live)
        orderGiven(); // what was missed comes soon
}

void RunSession::play()
{
    if (!canTrain())
        return;
    m_live->play();
    orderGiven();
}

void RunSession::pause()
{
    if (!canTrain())
        return;
    m_live->pause();
    orderGiven();
}

void RunSession::stepBatch()
{
    if (!canTrain())
        return;
    m_live->stepBatches(1);
    orderGiven();
}

void RunSession::stepEpoch()
{
    if (!canTrain())
        return;
    m_live->stepEpoch();
    orderGiven();
}

void RunSession::reset()
{
    if (!canTrain())
        return;
    m_clearedLog = m_live->log().revision();
    m_live->reset();
    m_modified.beginAnew(knobs());
    m_hasOldSnapshot = true;
    m_run.training = withKnobs(m_run.training, knobs()); // a run that is reset begins with the present ones
    beginHistory(*m_clearedLog);
    emit historyChanged();
    orderGiven();
}

void RunSession::setKnobs(const Knobs& knobs)
{
    if (!canTrain() || knobs == m_live->knobs())
        return;
    touch();
    m_live->setKnobs(knobs);
    emit knobsChanged();
    orderGiven();
}

void RunSession::requestCheckpoint()
{
    (void)m_live->takeCheckpoint(); // one that was asked for earlier lacks what was done since
    m_live->requestCheckpoint();
    m_checkpointAsked = true;
    orderGiven();
}

void RunSession::setSaved(const RunMoment& moment)
{
    m_modified.setSaved(moment);
    tellModified();
}

void RunSession::setModified(bool modified)
{
    m_modified.setModified(modified);
    tellModified();
}

void RunSession::touch()
{
    m_modified.touch();
    tellModified();
}

void RunSession::tellModified()
{
    if (m_modified.hasTurned())
        emit modifiedChanged();
}

void RunSession::orderGiven()
{
    m_sinceOrder.start();
    drainStatus();
    tellModified();
    adjustPace();
}

void RunSession::drain()
{
    if (!m_live)
        return adjustPace();
    drainStatus();
    tellModified();
    drainHistory();
    drainSnapshot();
    if (const std::shared_ptr<const Checkpoint> checkpoint = m_live->takeCheckpoint()) {
        m_checkpointAsked = false;
        emit checkpointReady(checkpoint);
    } else if (m_checkpointAsked && m_status.state == TrainerState::Failed && !m_live->isCheckpointDue()) {
        m_checkpointAsked = false;
        emit checkpointRefused();
    }
    adjustPace();
}

void RunSession::drainStatus()
{
    TrainerStatus status = m_live->status();
    const bool newState = status.state != m_status.state || status.message != m_status.message;
    const bool newNumbers = status.step != m_status.step || status.samplesPerSecond != m_status.samplesPerSecond;
    if (!newState && (!newNumbers || (isTraining() && !isDue(m_sinceRecords))))
        return;
    m_status = std::move(status);
    m_background->setShare(isTraining() ? kTrainingShare : 1.0);
    emit statusChanged();
}

void RunSession::beginHistory(std::uint64_t logRevision)
{
    const std::uint64_t revision = m_history.revision + 1;
    m_history = {};
    m_history.revision = revision;
    m_logRevision = logRevision;
}

void RunSession::drainHistory()
{
    if (isTraining() && !isDue(m_sinceRecords))
        return;
    const MetricLog& log = m_live->log();
    const std::uint64_t revision = log.revision(); // asked before the records: if it changes now, the next turn sees it
    if (m_clearedLog == revision)
        return; // what it holds is gone already
    m_clearedLog.reset();
    const bool cleared = revision != m_logRevision;
    if (cleared)
        beginHistory(revision);
    const bool steps = lengthen(m_history.steps, log);
    const bool evaluations = append(m_history.evaluations, log.evaluationsFrom(m_history.evaluations.size()));
    const bool changes = append(m_history.knobChanges, log.knobChangesFrom(m_history.knobChanges.size()));
    m_sinceRecords.start();
    if (cleared || steps || evaluations || changes)
        emit historyChanged();
}

void RunSession::drainSnapshot()
{
    if (std::shared_ptr<const Snapshot> fresh = m_live->takeSnapshot()) {
        m_snapshotAsked = false;
        if (m_clearedLog)
            return; // it was made before the reset
        m_hasOldSnapshot = false;
        m_snapshot = std::move(fresh);
        emit snapshotChanged();
        return; // the next one only after the views had their turn
    }
    const bool stale = !m_snapshot || m_hasOldSnapshot || m_snapshot->record.step != m_live->status().shownStep;
    if (!m_isWatched || m_snapshotAsked || !stale || (isTraining() && !isDue(m_sinceSnapshot)))
        return;
    m_live->requestSnapshot();
    m_snapshotAsked = true;
    m_sinceSnapshot.start();
}

void RunSession::adjustPace()
{
    const bool isShown = m_isWatched && isTraining();
    const bool lively = isShown || m_snapshotAsked || m_checkpointAsked
        || (m_sinceOrder.isValid() && m_sinceOrder.elapsed() < kLivelyAfterOrder);
    const std::chrono::milliseconds pace = lively ? kLivelyPace : kIdlePace;
    if (!m_timer.isActive() || m_timer.intervalAsDuration() != pace)
        m_timer.start(pace);
}

void RunSession::decodeHand()
{
    if (m_snapshot && !m_selection->code().empty())
        m_hand->request(m_snapshot, m_selection->code());
}

} // namespace isthmus
