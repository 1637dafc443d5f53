// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/base/ThreadPool.h"
#include "core/train/LiveRun.h"
#include "core/train/Throughput.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace isthmus {

/// Trains one run on a thread of its own with a pool beside it. No member waits for a step except waitUntilIdle() and
/// the destructor, which waits for one.
///
/// Members without a lock belong to the trainer's thread; what both sides touch is under m_mutex, which nobody holds
/// during a step.
class Trainer : public LiveRun
{
public:
    /// Starts paused, with initialised parameters.
    /// @param threads   workers of the pool; 0: as many as the machine has
    /// @param niceness  niceness of all threads of the trainer
    /// @param wake      called from the trainer's thread when something is new to fetch; may be empty. Must not call
    /// back
    /// @throws Error if the model does not fit the data
    Trainer(const RunSpec& run, int threads, int niceness, std::function<void()> wake = {});

    /// Goes on where a checkpoint stopped, bit for bit.
    /// @throws Error if the checkpoint does not fit the model, the data or the optimiser
    Trainer(const RunSpec& run, const Checkpoint& from, int threads, int niceness, std::function<void()> wake = {});
    ~Trainer() override;

    [[nodiscard]] const std::string& obstacle() const override;
    [[nodiscard]] bool lacksData() const override { return false; }
    [[nodiscard]] const std::shared_ptr<const Checkpoint>& saved() const override;

    void play() override { order({Goal::Kind::Forever}); }
    void pause() override { order({Goal::Kind::Nothing}); }
    void stepBatches(int count) override { order({Goal::Kind::Batches, count}); }
    void stepEpoch() override { order({Goal::Kind::EpochEnd}); }
    /// Trains until `epochs` epochs are done in all, then is Finished. The patience of a run that stopped early is not
    /// renewed.
    void trainUntilEpoch(int epochs) { order({Goal::Kind::Epochs, epochs}); }
    void reset() override;
    void goTo(std::shared_ptr<const RunState> state) override;
    void setKnobs(const Knobs& knobs) override;
    void setThreads(int threads) override;

    [[nodiscard]] Knobs knobs() const override;
    [[nodiscard]] int threads() const override;
    [[nodiscard]] TrainerStatus status() const override;
    [[nodiscard]] const MetricLog& log() const override { return m_log; }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const override { return m_model; }
    [[nodiscard]] const Split& split() const override { return m_run.split(); }
    [[nodiscard]] std::shared_ptr<const ReadySplit> readySplit() const override { return m_run.readySplit(); }

    void requestSnapshot() override;
    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot() override;
    void requestCheckpoint() override;
    [[nodiscard]] std::shared_ptr<const Checkpoint> takeCheckpoint() override;
    [[nodiscard]] bool isCheckpointDue() const override;

    /// Blocks until the trainer is not Running and has no orders left. For the CLI and tests, never for the window.
    void waitUntilIdle();

private:
    /// The goal of the thread: to train nothing, some batches, to an epoch's end, until some epochs are done in all, or
    /// for ever.
    struct Goal
    {
        enum class Kind { Nothing, Batches, EpochEnd, Epochs, Forever };
        Kind kind = Kind::Nothing;
        int count = 0;
    };

    struct Reset
    {
    };
    /// What is ordered about the state that the run goes on from: fresh parameters, an earlier state, other knobs.
    using StateOrder = std::variant<Reset, std::shared_ptr<const RunState>, Knobs>;

    Trainer(const RunSpec& run, const Checkpoint* from, int threads, int niceness, std::function<void()> wake);

    [[nodiscard]] static bool isTrouble(TrainerState state)
    {
        return state == TrainerState::Diverged || state == TrainerState::Failed;
    }
    void order(Goal goal);

    void train();
    bool serve();
    void makePool();
    /// Waits until an order asks to try again, in a run whose parameters could not be made.
    /// @return false if the thread is to end
    bool failAndWait(const std::string& message);
    void trainOneStep();
    void diverge();
    void stopEarly();
    [[nodiscard]] bool showsBest() const; ///< instead of the last step
    [[nodiscard]] std::int64_t shownStep() const;
    bool takeOrders();
    void forgetTraining() ISTHMUS_REQUIRES(m_mutex); ///< the run was reset
    void takeState(const RunState& state) ISTHMUS_REQUIRES(m_mutex);
    void takeKnobs(const Knobs& knobs) ISTHMUS_REQUIRES(m_mutex);
    /// Whether an order waits that leaves the run's state for another one, whatever becomes of it until then.
    [[nodiscard]] bool leavesState() const ISTHMUS_REQUIRES(m_mutex);
    void takeGoal() ISTHMUS_REQUIRES(m_mutex);
    void answerRequests();
    void answerSnapshot();
    void answerCheckpoint();
    void evaluateAtEpochEnd();
    void setState(TrainerState state, std::string message = {}, std::vector<KnobChange> suspects = {});
    void updateStatus();
    void showState(TrainerState state, std::string message = {}, std::vector<KnobChange> suspects = {})
        ISTHMUS_REQUIRES(m_mutex);
    void forgetStop() ISTHMUS_REQUIRES(m_mutex); ///< clears StoppedEarly once knobs have begun the watch anew
    void showGoal() ISTHMUS_REQUIRES(m_mutex); ///< lets the status tell of an order before the thread has taken it
    [[nodiscard]] std::int64_t stepOf(const Goal& goal) const;
    [[nodiscard]] bool hasOrders() const ISTHMUS_REQUIRES(m_mutex);

    TrainingRun m_run;
    MetricLog m_log;
    const std::shared_ptr<const Autoencoder> m_model;
    const int m_niceness;
    const std::function<void()> m_wake;
    std::int64_t m_goalStep = 0;
    Goal::Kind m_goalKind = Goal::Kind::Nothing;
    bool m_finishes = false; ///< reaching the goal is the end, not a pause
    Throughput m_throughput;

    mutable Mutex m_mutex;
    /// The pool is made for the first step. Only the thread uses and changes it, with m_mutex held, since others
    /// abandon it.
    std::unique_ptr<ThreadPool> m_pool;
    std::condition_variable m_called;
    std::condition_variable m_idle;
    int m_threads ISTHMUS_GUARDED_BY(m_mutex);
    bool m_stop ISTHMUS_GUARDED_BY(m_mutex) = false;
    /// They are taken in the order in which they were given, so that a slow thread does the same as a quick one.
    std::deque<StateOrder> m_stateOrders ISTHMUS_GUARDED_BY(m_mutex);
    std::optional<Goal> m_goal ISTHMUS_GUARDED_BY(m_mutex);
    Knobs m_knobs ISTHMUS_GUARDED_BY(m_mutex); ///< those in force once all orders are taken
    TrainerStatus m_status ISTHMUS_GUARDED_BY(m_mutex);
    bool m_wantsSnapshot ISTHMUS_GUARDED_BY(m_mutex) = false;
    bool m_wantsCheckpoint ISTHMUS_GUARDED_BY(m_mutex) = false;
    /// A checkpoint was asked for again while one is made.
    bool m_wantsNewerCheckpoint ISTHMUS_GUARDED_BY(m_mutex) = false;
    /// The checkpoint that is made takes the place of an older one.
    bool m_makesCheckpointAnew ISTHMUS_GUARDED_BY(m_mutex) = false;
    std::shared_ptr<const Snapshot> m_snapshot ISTHMUS_GUARDED_BY(m_mutex);
    std::shared_ptr<const Checkpoint> m_checkpoint ISTHMUS_GUARDED_BY(m_mutex);

    std::thread m_thread;
};

} // namespace isthmus
