// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/train/MetricLog.h"
#include "core/train/TrainingRun.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// What the trainer's thread is doing.
enum class TrainerState {
    Paused,
    Running,
    Finished, ///< reached the goal that it was given (epochs); play() goes on beyond it
    StoppedEarly, ///< the validation loss has not fallen for so long as TrainSpec::earlyStopping; play() goes on
    Diverged, ///< a loss was not finite; the last good parameters are in place, the knobs are as they were
    Failed, ///< an exception; see TrainerStatus::message
};

struct TrainerStatus
{
    TrainerState state = TrainerState::Paused;
    std::int64_t step = 0;
    double epoch = 0;
    std::int64_t shownStep = 0; ///< of the model that a snapshot shows: see Trainer::requestSnapshot()
    double samplesPerSecond = 0; ///< over about the last second of training
    std::string message; ///< one sentence, for StoppedEarly, Diverged and Failed
    /// For Diverged: what knobs were changed, in all, since that step or within an epoch before it, and are still in
    /// force, and may have raised the loss. Else empty.
    std::vector<KnobChange> suspects;
};

/// Trains one run on a thread of its own with a pool beside it. All members may be called from any one thread (the
/// window's or the CLI's main); none of them waits for a step except the destructor, which waits for one.
/// Results come back through mailboxes: a MetricLog (lossless), snapshots and checkpoints (one credit each).
class Trainer
{
public:
    /// Starts paused, with initialised parameters.
    /// @param threads   workers of the pool; 0: as many as the machine has
    /// @param niceness  of all threads of the trainer
    /// @param wake      called from the trainer's thread when something is new to fetch; may be empty. Must not call
    /// back
    /// @throws Error if the model does not fit the data
    Trainer(const RunSpec& run, int threads, int niceness, std::function<void()> wake = {});

    /// Goes on where a checkpoint stopped, bit for bit.
    /// @throws Error if the checkpoint does not fit the model, the data or the optimiser
    Trainer(const RunSpec& run, const Checkpoint& from, int threads, int niceness, std::function<void()> wake = {});
    ~Trainer();

    /// Orders. What waits when the run diverges or fails is dropped, but for reset() and what was ordered after it.
    /// play() goes on until paused. Like single steps it renews the patience of a run that stopped early;
    /// trainUntilEpoch() does not.
    void play();
    void pause();
    void stepBatches(int count); ///< trains so many batches, then pauses
    void stepEpoch(); ///< trains to the end of the current epoch, then pauses
    void trainUntilEpoch(int epochs); ///< trains until so many epochs are done in all, then is Finished
    void reset(); ///< back to the initial parameters and step 0, paused; the log is cleared

    /// From the next step on. Unchanged knobs leave no marker.
    void setKnobs(const Knobs& knobs);
    [[nodiscard]] Knobs knobs() const;

    /// Its state follows an order at once, its numbers when the thread has taken it.
    [[nodiscard]] TrainerStatus status() const;
    [[nodiscard]] const MetricLog& log() const;
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const;
    [[nodiscard]] const Split& split() const;
    /// For the next run on the same data.
    [[nodiscard]] const std::shared_ptr<const ReadySplit>& readySplit() const;
    [[nodiscard]] int threads() const;

    /// Asks for a snapshot at the end of the current step (at once while paused). One credit: asking again before it
    /// arrives does nothing. It shows the last step, or the best epoch of a run that keeps it and has stopped early.
    void requestSnapshot();
    /// The snapshot that was asked for, once; null while there is none.
    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot();

    /// In the same way, but one that is asked for again while it is made is made anew, once, so that it holds what was
    /// ordered before.
    void requestCheckpoint();
    [[nodiscard]] std::shared_ptr<const Checkpoint> takeCheckpoint();
    /// Is one being made, or to be taken? One that was asked for and cannot be made is given up, and the state says
    /// why.
    [[nodiscard]] bool isCheckpointDue() const;

    /// Blocks until the trainer is not Running and has no orders left. For the CLI and tests, never for the window.
    void waitUntilIdle();

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace isthmus
