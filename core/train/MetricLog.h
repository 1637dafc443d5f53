// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace isthmus {

/// What one step of training leaves behind. Losses are sums over features, means over the step's samples.
struct StepRecord
{
    std::int64_t step = 0; ///< steps done, this one among them: the first record says 1
    double epoch = 0; ///< epochs done after this step, with fraction
    double seconds = 0; ///< spent in training since the run's beginning (pauses and evaluation not counted)
    float loss = 0; ///< reconstruction + beta * trainedKl + sparsity
    float reconstruction = 0; ///< nats per sample (BCE), 0.5 * squared error (MSE) or absolute error (L1) per sample
    float kl = 0; ///< nats per sample, not multiplied by beta, without free bits; 0 for a plain model
    float learningRate = 0;
    float beta = 0; ///< in force in this step, warm-up included
    float trainedKl = 0; ///< nats per sample, not multiplied by beta, with free bits
    float sparsity = 0; ///< L1 norm of the code per sample, multiplied by its weight
};

/// Losses on held-out images at the end of an epoch, on the same scale.
struct EvaluationRecord
{
    std::int64_t step = 0;
    double epoch = 0;
    float loss = 0; ///< reconstruction + beta * trainedKl + sparsity with the beta of the step before
    float reconstruction = 0;
    float kl = 0;
    float mse = 0; ///< per value
    float trainedKl = 0; ///< with free bits, each dimension's KL averaged over all these images
    float sparsity = 0;
};

/// Lossless history of a run. One thread appends, any thread copies what is new since it last asked. Grows by chunks
/// of 4,096 records that never move; `reserveNext` makes the next chunk outside the step.
class MetricLog
{
public:
    MetricLog();

    void append(const StepRecord& record);
    void append(const EvaluationRecord& record);
    void append(const KnobChange& change);

    /// Allocates the next chunk if the current one is nearly full. Called between steps.
    void reserveNext();

    [[nodiscard]] std::size_t stepCount() const;
    [[nodiscard]] std::vector<StepRecord> stepsFrom(std::size_t first) const;
    [[nodiscard]] std::vector<EvaluationRecord> evaluationsFrom(std::size_t first) const;
    [[nodiscard]] std::vector<KnobChange> knobChangesFrom(std::size_t first) const;

    /// Forgets what came after a step, for a run that went back to it.
    void rewind(std::int64_t step);
    void clear();

    /// Grows with each rewind() and clear(): who has copied records must then begin anew.
    [[nodiscard]] std::uint64_t revision() const;

private:
    static constexpr std::size_t kChunk = 4096;
    using Chunk = std::array<StepRecord, kChunk>;

    mutable std::mutex m_mutex; // guards all below
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::size_t m_steps = 0;
    std::uint64_t m_revision = 0;
    std::vector<EvaluationRecord> m_evaluations;
    std::vector<KnobChange> m_knobChanges;
};

} // namespace isthmus
