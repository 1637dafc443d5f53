// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainable.h"

namespace isthmus {

/// Training of an autoencoder to restore the images that it is given, clean or corrupted.
class AutoencoderTraining final : public Trainable
{
public:
    /// @throws Error if the model does not fit the data, the data does not fit the loss, the training shapes a KL term
    /// that the model lacks, or needs more memory than the machine has
    explicit AutoencoderTraining(const RunSpec& run);

    [[nodiscard]] Index parameterCount() const override { return m_model->parameterCount(); }
    [[nodiscard]] std::vector<BufferRange> buffers() const override;
    [[nodiscard]] FloatVector initialise(std::uint64_t seed) const override { return m_model->initialise(seed); }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const override { return m_model; }
    [[nodiscard]] FrozenModel frozen(const FloatVector& parameters) const override { return {m_model, parameters}; }
    [[nodiscard]] bool hasKnob(const std::string& name) const override;
    [[nodiscard]] std::span<const Term> terms() const override { return autoencoderTerms(); }
    /// The weights of the loss with the beta that a KL warm-up has reached at that step.
    [[nodiscard]] TermWeights weights(const StepContext& context) const override;
    [[nodiscard]] TermWeights wholeWeights(const Knobs& knobs) const override;
    /// The number of samples that the model is best computed with; the whole batch with free bits, since they look at
    /// its KL, and with layers that look at it.
    [[nodiscard]] Index shareSamples(const StepContext& context, Index batchSize) const override;
    LossTerms gradientOfShare(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool) override;
    [[nodiscard]] std::optional<LossTerms> evaluate(const StepContext& context, std::span<const Index> samples,
        const std::function<bool()>& stop, ThreadPool& pool) const override;

private:
    /// The images in m_target as the encoder sees them: what is missing filled, then corrupted.
    const Batch& inputOf(const StepContext& context, std::span<const Index> samples, ThreadPool& pool);

    std::shared_ptr<const Dataset> m_data;
    std::shared_ptr<const Autoencoder> m_model;
    Batch m_target; ///< clean; NaN where a number is missing, or a blind spot lets none count
    Batch m_input;
    Workspace m_workspace;
};

} // namespace isthmus
