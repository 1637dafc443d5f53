// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"
#include "core/train/GoodState.h"
#include "core/train/Trainable.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Whether a run has its parameters from the beginning, or prepare() makes them: of a large model that takes seconds,
/// which the thread that checks whether the model fits may not have.
enum class Start { Ready, Unprepared };

/// One training run, step by step, in the hands of one thread: parameters, moments and counters, and how a gradient
/// becomes an update. The gradient is that of its Trainable. What a run computes is a function of the spec, the step
/// and the knobs alone, not of the number of threads. Nothing is allocated in step() once the first few steps have
/// sized the buffers.
class TrainingRun
{
public:
    /// @throws Error if a number of the training is out of its range, or what is trained refuses the spec
    explicit TrainingRun(const RunSpec& run, Start start = Start::Ready);

    /// Makes what an unprepared run lacks; on one that has it, nothing.
    void prepare();
    [[nodiscard]] bool isPrepared() const { return !m_fingerprint.empty(); }

    [[nodiscard]] const RunSpec& spec() const { return m_run; }
    /// Never changes; any thread.
    [[nodiscard]] const Split& split() const { return m_split->parts; }
    [[nodiscard]] const std::shared_ptr<const ReadySplit>& readySplit() const { return m_split; }
    [[nodiscard]] const Trainable& trainable() const { return *m_trainable; }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const { return m_trainable->model(); }
    [[nodiscard]] const FloatVector& parameters() const { return m_state.parameters; }

    [[nodiscard]] std::int64_t steps() const { return m_state.step; }
    [[nodiscard]] std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    /// Epochs done, with fraction.
    [[nodiscard]] double epoch() const;
    [[nodiscard]] bool atEpochEnd() const { return m_state.step > 0 && m_state.step % m_stepsPerEpoch == 0; }
    [[nodiscard]] const StepRecord& lastRecord() const { return m_state.record; }
    /// Numbers of the samples of the last step.
    [[nodiscard]] std::span<const Index> lastSamples() const { return m_samples; }

    [[nodiscard]] const Knobs& knobs() const { return m_state.knobs; }
    /// Sets the knobs that are in force from the next step on, except those that the trainable lacks.
    /// @return what changed, one entry a knob
    std::vector<KnobChange> setKnobs(const Knobs& wanted);

    /// Keeps knobs that were changed beyond the good step that the run went back to, and stay in force. They now count
    /// as changed at it.
    /// @return what changed, one entry a knob
    std::vector<KnobChange> keepKnobs();

    /// Trains one batch.
    /// @return its record; empty if the loss was not finite, or what the optimiser keeps where that is looked at: then
    /// the run went back to its last good step, see GoodState.
    std::optional<StepRecord> step(ThreadPool& pool);

    /// The last update is judged by the loss of the step that follows; this judges it where none does, by the loss of
    /// the same batch.
    /// @return false if that loss, a parameter or a moment is not finite: then the run went back to its last good step
    bool goBackUnlessGood(ThreadPool& pool);
    /// Goes back as goBackUnlessGood() does, but without looking at the loss, for a run that failed: perhaps its images
    /// cannot be read any more.
    bool goBackUnlessFinite();

    /// Losses on the validation samples, or the test samples without any, with the beta in force; empty without either,
    /// or if `stop` (asked between blocks; may be empty) said so.
    std::optional<EvaluationRecord> evaluateHeldOut(const std::function<bool()>& stop, ThreadPool& pool) const;

    /// Learns of an epoch's losses on validation images, which plateau, early stopping and keep-best go by: the loss
    /// with the beta that a KL warm-up rises to, so that a rising weight does not look like a worse model. A change of
    /// any knob but the learning rate begins that anew: losses before and after it are not on one scale.
    void watch(const EvaluationRecord& record);
    [[nodiscard]] const BestEpoch& best() const { return m_state.best; }
    /// Have as many epochs passed without a lower validation loss that training ends? It may go on all the same, after
    /// renewPatience().
    [[nodiscard]] bool isStoppedEarly() const;
    /// Begins to count epochs without a lower loss from 0.
    void renewPatience() { m_state.best.epochsSince = 0; }

    /// Goes back to fresh parameters and step 0. Knobs stay as they are, and count as the run's first.
    void reset();

    /// Goes back to a state that this run was in, with the knobs of that time.
    /// @param firstLoss  loss of the run's first step, if that is known
    void goTo(const RunState& state, std::optional<double> firstLoss);

    /// State without its history, which is the log's.
    [[nodiscard]] Checkpoint checkpoint() const;

    /// Takes the place of prepare().
    /// @throws Error if sizes do not fit the model or the optimiser
    void restore(const Checkpoint& from);

private:
    /// The context of a step, with the state as it is.
    [[nodiscard]] StepContext contextAt(std::int64_t step) const;

    [[nodiscard]] bool hasFiniteLoss(ThreadPool& pool) const; ///< tells it of the last step's samples
    bool goBackUnless(bool isGood);

    void shuffle(std::uint32_t epoch);
    std::span<const Index> nextSamples();
    void update(double rate, ThreadPool& pool);
    void watchAnew();

    RunSpec m_run;
    std::shared_ptr<const ReadySplit> m_split;
    std::unique_ptr<Trainable> m_trainable;
    const OptimizerType* m_optimizerType;
    const ScheduleType* m_scheduleType;
    std::int64_t m_stepsPerEpoch = 1;
    std::string m_fingerprint;

    RunState m_state;
    FloatVector m_gradient;
    BufferUpdate m_buffers;
    GoodState m_good;

    std::vector<Index> m_order; ///< fitted samples in the order of epoch m_orderEpoch
    std::int64_t m_orderEpoch = -1;
    std::span<const Index> m_samples; ///< samples of the last step
};

} // namespace isthmus
