// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace isthmus {

/// The trainer's thread and its mailboxes. Members without a lock belong to the thread; what both sides touch is under
/// m_mutex, which nobody holds during a step.
class Trainer::Loop
{
public:
    Loop(const RunSpec& run, const Checkpoint* from, int threads, int niceness, std::function<void()> wake);
    ~Loop();

    /// What the thread is asked to train: nothing, so many batches, to an epoch's end, so many epochs in all, for ever.
    struct Goal
    {
        enum class Kind { Nothing, Batches, EpochEnd, Epochs, Forever };
        Kind kind = Kind::Nothing;
        int count = 0;
    };

    void order(Goal goal);
    void orderReset();
    void setKnobs(const Knobs& knobs);
    [[nodiscard]] Knobs knobs() const;
    [[nodiscard]] TrainerStatus status() const;
    void requestSnapshot();
    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot();
    void requestCheckpoint();
    [[nodiscard]] std::shared_ptr<const Checkpoint> takeCheckpoint();
    [[nodiscard]] bool isCheckpointDue();
    void waitUntilIdle();

    [[nodiscard]] const MetricLog& log() const { return m_log; }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const { return m_model; }
    [[nodiscard]] const Split& split() const { return m_run.split(); }
    [[nodiscard]] const std::shared_ptr<const ReadySplit>& readySplit() const { return m_run.readySplit(); }
    [[nodiscard]] int threads() const { return m_threads; }

private:
    [[nodiscard]] static bool isTrouble(TrainerState state)
    {
        return state == TrainerState::Diverged || state == TrainerState::Failed;
    }
    void train();
    bool serve();
    void makePool();
    /// Of a run whose parameters could not be made: until an order asks to try again.
    /// @return false if the thread shall end
    bool failAndWait(const std::string& message);
    void trainOneStep();
    void diverge();
    /// @param changes  all that were logged before the run went back
    [[nodiscard]] std::vector<KnobChange> suspectsAmong(const std::vector<KnobChange>& changes) const;
    [[nodiscard]] std::string divergedSentence(const std::vector<KnobChange>& suspects) const;
    void stopEarly();
    [[nodiscard]] std::string earlySentence() const;
    [[nodiscard]] bool showsBest() const; ///< instead of the last step
    [[nodiscard]] std::int64_t shownStep() const;
    bool takeOrders();
    void answerRequests();
    void answerSnapshot();
    void answerCheckpoint();
    void evaluateAtEpochEnd();
    void setState(TrainerState state, std::string message = {}, std::vector<KnobChange> suspects = {});
    void updateStatus();
    /// Under m_mutex.
    void showState(TrainerState state, std::string message = {}, std::vector<KnobChange> suspects = {});
    void takeGoal(); ///< under m_mutex
    void forgetStop(); ///< under m_mutex: for knobs that begin the watch anew
    void showGoal(); ///< under m_mutex: lets the status tell of an order before the thread has taken it
    [[nodiscard]] std::int64_t stepOf(const Goal& goal) const;
    [[nodiscard]] bool hasOrders() const;

    TrainingRun m_run;
    MetricLog m_log;
    const std::shared_ptr<const Autoencoder> m_model;
    const int m_threads;
    const int m_niceness;
    const std::function<void()> m_wake;
    std::int64_t m_goalStep = 0;
    Goal::Kind m_goalKind = Goal::Kind::Nothing;
    bool m_finishes = false; ///< reaching the goal is the end, not a pause
    double m_rateSeconds = 0; ///< training time at the start of the throughput's window
    std::int64_t m_rateSamples = 0; ///< trained since then

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_called;
    std::condition_variable m_idle;
    std::unique_ptr<ThreadPool> m_pool; ///< made for the first step; only the thread changes and uses it
    bool m_stop = false;
    bool m_reset = false;
    std::optional<Goal> m_goal;
    std::optional<Knobs> m_newKnobs;
    Knobs m_knobs;
    TrainerStatus m_status;
    bool m_wantsSnapshot = false;
    bool m_wantsCheckpoint = false;
    bool m_wantsNewerCheckpoint = false; ///< asked for again while one is made
    bool m_makesCheckpointAnew = false; ///< the one that is made takes the place of an older one
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const Checkpoint> m_checkpoint;

    std::thread m_thread;
};

} // namespace isthmus
