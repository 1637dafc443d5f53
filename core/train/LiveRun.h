// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/MetricLog.h"
#include "core/train/TrainingRun.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// What the thread that trains a run is doing.
enum class TrainerState {
    Paused,
    Running,
    Finished, ///< reached the goal that it was given (epochs); play() goes on beyond it
    StoppedEarly, ///< the validation loss has not fallen for as many epochs as TrainSpec::earlyStopping says; play()
                  ///< goes on
    Diverged, ///< a loss was not finite; the last good parameters are in place, the knobs are as they were
    Failed, ///< an exception; see TrainerStatus::message
};

struct TrainerStatus
{
    TrainerState state = TrainerState::Paused;
    std::int64_t step = 0;
    double epoch = 0;
    std::int64_t shownStep = 0; ///< step of the model that a snapshot shows: see LiveRun::requestSnapshot()
    double samplesPerSecond = 0; ///< speed over about the last second of training
    std::string message{}; ///< one sentence, for StoppedEarly, Diverged and Failed
    /// The knobs that may have raised the loss of a run that diverged: what was changed, in all, since that step or
    /// within an epoch before it, and is still in force. Else empty.
    std::vector<KnobChange> suspects{};
};

/// A run as whoever shows, steers or saves it sees it, wherever it is trained: in this program (Trainer), nowhere any
/// more (StoppedRun), or elsewhere. Orders have no answer, so no caller waits; results come back through mailboxes: a
/// MetricLog (lossless), snapshots and checkpoints (one credit each). All members may be called from any one thread.
class LiveRun
{
public:
    virtual ~LiveRun() = default;

    /// Why the run cannot be trained, in one sentence without its stop; empty: it can. Orders to one that cannot have
    /// no effect.
    [[nodiscard]] virtual const std::string& obstacle() const = 0;
    [[nodiscard]] bool canTrain() const { return obstacle().empty(); }
    /// Could it be trained if its data were found?
    [[nodiscard]] virtual bool lacksData() const = 0;
    /// The saved run that this shows unchanged; null if it can be trained.
    [[nodiscard]] virtual const std::shared_ptr<const Checkpoint>& saved() const = 0;

    /// Orders to the run. Those about state and knobs keep their sequence. When it diverges or fails, those that wait
    /// are dropped, except reset() and what was ordered after it. play() goes on until paused. Like single steps it
    /// renews the patience of a run that stopped early.
    virtual void play() = 0;
    virtual void pause() = 0;
    virtual void stepBatches(int count) = 0; ///< trains `count` batches, then pauses
    virtual void stepEpoch() = 0; ///< trains to the end of the current epoch, then pauses
    virtual void reset() = 0; ///< back to the initial parameters and step 0, paused; the log is cleared
    /// Back to a state that this run was in, paused, its knobs included. What the log has of later steps is forgotten,
    /// and of knobs that moved at its step after it was kept.
    virtual void goTo(std::shared_ptr<const RunState> state) = 0;
    /// The knobs are in force from the next step on. Unchanged ones leave no marker.
    virtual void setKnobs(const Knobs& knobs) = 0;
    /// Workers that train from the next step on; what they compute does not depend on it.
    virtual void setThreads(int threads) = 0;

    [[nodiscard]] virtual Knobs knobs() const = 0;
    /// Threads that train, or would.
    [[nodiscard]] virtual int threads() const = 0;
    /// The state in it follows an order at once, its numbers when the thread has taken it.
    [[nodiscard]] virtual TrainerStatus status() const = 0;
    [[nodiscard]] virtual const MetricLog& log() const = 0;
    [[nodiscard]] virtual const std::shared_ptr<const Autoencoder>& model() const = 0;
    [[nodiscard]] virtual const Split& split() const = 0;
    /// The split for the next run on the same data; null if it must be made.
    [[nodiscard]] virtual std::shared_ptr<const ReadySplit> readySplit() const = 0;

    /// Asks for a snapshot at the end of the current step (at once while paused). One credit: asking again before it
    /// arrives does nothing. It shows the last step, or the best epoch of a run that keeps it and has stopped early.
    virtual void requestSnapshot() = 0;
    /// The snapshot that was asked for, once; null while there is none.
    [[nodiscard]] virtual std::shared_ptr<const Snapshot> takeSnapshot() = 0;

    /// Asks for a checkpoint in the same way; but one that is asked for again while it is made is made anew, once, so
    /// that it holds what was ordered before.
    virtual void requestCheckpoint() = 0;
    [[nodiscard]] virtual std::shared_ptr<const Checkpoint> takeCheckpoint() = 0;
    /// Is one being made, or to be taken? One that was asked for and cannot be made is given up, and the state says
    /// why.
    [[nodiscard]] virtual bool isCheckpointDue() const = 0;
};

} // namespace isthmus
