// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/BufferUpdate.h"
#include "core/train/RunSpec.h"
#include "core/train/Snapshot.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// What a step is a function of, besides its samples. Borrowed for the length of a call.
struct StepContext
{
    const FloatVector& parameters;
    const TrainSpec& training; ///< settings as given at the start of the run
    const Knobs& knobs; ///< knobs in force in this step
    std::int64_t step = 0; ///< steps done before this one
    std::int64_t stepsPerEpoch = 1;

    [[nodiscard]] std::uint32_t epoch() const { return static_cast<std::uint32_t>(step / stepsPerEpoch); }
};

/// What a TrainingRun trains: how samples become a loss and its gradient. The run keeps the parameters and does the
/// rest: order of the samples, knobs, optimiser, schedule, good states, early stopping. A trainable belongs to one run
/// and its thread. What it computes is a function of the context and the samples alone, not of the number of threads.
/// Nothing is allocated in gradient() once the first few steps have sized the buffers.
///
/// **Shares.** A batch is cut into shares of consecutive samples: shareSamples() each, and the last one what remains.
/// The gradient of a share is one of its own, and needs the context and the share's samples alone, so another thread or
/// another process can compute it. The gradient of the batch is the sum of those, added in the order of the samples,
/// each times the part of the batch that its share is (ShareSum). Shares are a function of the context, the batch's
/// size and the model, never of how many compute them: so the sum has the same bits wherever the shares were computed.
/// A trainable that wraps another one and gives its shares to several processes overrides gradient() and nothing else.
class Trainable
{
public:
    Trainable() = default;
    virtual ~Trainable() = default;
    Trainable(const Trainable&) = delete;
    Trainable& operator=(const Trainable&) = delete;

    [[nodiscard]] virtual Index parameterCount() const = 0;
    /// Which of them are not trained but follow the batches: a gradient has in their place what they become.
    [[nodiscard]] virtual std::vector<BufferRange> buffers() const = 0;
    /// Returns fresh parameters.
    [[nodiscard]] virtual FloatVector initialise(std::uint64_t seed) const = 0;

    /// The autoencoder that views of the run look at: the one that is trained, or that lies below what is trained.
    [[nodiscard]] virtual const std::shared_ptr<const Autoencoder>& model() const = 0;
    /// The model with these parameters.
    [[nodiscard]] virtual FrozenModel frozen(const FloatVector& parameters) const = 0;

    /// Has it this knob of Knobs, by the name that changes are logged under? One that it lacks is never changed.
    [[nodiscard]] virtual bool hasKnob(const std::string& name) const = 0;

    /// What its losses are made of and what is recorded with them. The table outlives the trainable.
    [[nodiscard]] virtual std::span<const Term> terms() const = 0;
    /// How the terms of a step's loss are weighed.
    [[nodiscard]] virtual TermWeights weights(const StepContext& context) const = 0;
    /// How they are weighed once all warm-ups are over: losses of all steps with these knobs are on that scale.
    [[nodiscard]] virtual TermWeights wholeWeights(const Knobs& knobs) const = 0;

    /// The number of samples in a share of a batch of `batchSize`; all of them where the loss needs the whole batch.
    [[nodiscard]] virtual Index shareSamples(const StepContext& context, Index batchSize) const = 0;

    /// Losses and gradient of one share: means over its samples.
    /// @param samples   numbers in the data set
    /// @param gradient  resized to parameterCount() and overwritten
    virtual LossTerms gradientOfShare(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool) = 0;

    /// Losses and gradient of a batch: the sum of its shares.
    virtual LossTerms gradient(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool);

    /// Losses without a gradient, means over the samples, without the noise of training. May allocate.
    /// @param stop  asked between blocks; may be empty
    /// @return      empty if `stop` said so
    [[nodiscard]] virtual std::optional<LossTerms> evaluate(const StepContext& context, std::span<const Index> samples,
        const std::function<bool()>& stop, ThreadPool& pool) const = 0;

private:
    FloatVector m_shareGradient;
};

} // namespace isthmus
