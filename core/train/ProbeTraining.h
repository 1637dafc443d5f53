// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/SoftmaxLoss.h"
#include "core/nn/layers/Dense.h"
#include "core/train/Trainable.h"

#include <vector>

namespace isthmus {

/// Places of a probe's terms in probeTerms(), and so in LossTerms and records.
namespace ProbeTerm {
enum Place : std::size_t {
    CrossEntropy, ///< nats
    Accuracy, ///< share of the samples whose class was found
};
}

/// The terms of a probe.
std::span<const Term> probeTerms();

/// A classifier to be trained: where its codes come from.
struct ProbeSpec
{
    std::shared_ptr<const FrozenModel> encoder; ///< a trained model; its decoder takes no part
    bool fineTunes = false; ///< whether it trains the encoder as well, which begins as it is; else the encoder stays so
};

/// A run that trains such a classifier on the classes of the data.
/// @param run  data, training and split; its model becomes the encoder's
RunSpec probeRun(RunSpec run, ProbeSpec probe);

/// Training of a linear classifier on the code of an encoder, mu of a variational one, by softmax cross-entropy. With
/// the encoder left as it is, its accuracy says how well the code separates the classes: a linear probe. Fine-tuned
/// with it, the encoder is what a classifier begins with that has seen many images and few labels.
///
/// Parameters are those of the encoder, where it is trained, in the order of the autoencoder's, then the classifier's
/// weights, row by row, and its biases. The classifier begins with zeros: all classes are alike likely. A step of a
/// variational encoder leaves the weights of logVar alone, except for the decay of an optimiser that has one.
/// Source: Alain & Bengio 2016, "Understanding intermediate layers using linear classifier probes" (arXiv 1610.01644)
class ProbeTraining final : public Trainable
{
public:
    /// @throws Error if the data has no classes or images of another size than the encoder's, the training has settings
    /// that shape an autoencoder alone, or more memory is needed than the machine has
    ProbeTraining(const RunSpec& run, ProbeSpec probe);

    [[nodiscard]] Index parameterCount() const override { return m_trained + m_classifier.parameterCount(); }
    [[nodiscard]] std::vector<BufferRange> buffers() const override;
    [[nodiscard]] FloatVector initialise(std::uint64_t seed) const override;
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const override { return m_probe.encoder->model; }
    [[nodiscard]] FrozenModel frozen(const FloatVector& parameters) const override;
    [[nodiscard]] bool hasKnob(const std::string& name) const override { return name == "learning-rate"; }
    [[nodiscard]] std::span<const Term> terms() const override { return probeTerms(); }
    [[nodiscard]] TermWeights weights(const StepContext& context) const override;
    [[nodiscard]] TermWeights wholeWeights(const Knobs& knobs) const override;
    [[nodiscard]] Index shareSamples(const StepContext& context, Index batchSize) const override;
    LossTerms gradientOfShare(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool) override;
    [[nodiscard]] std::optional<LossTerms> evaluate(const StepContext& context, std::span<const Index> samples,
        const std::function<bool()>& stop, ThreadPool& pool) const override;

private:
    struct Buffers
    {
        Batch images;
        std::vector<std::int32_t> labels;
        Batch code;
        Batch logits;
        Batch logitsGradient;
        Batch scratch;
        Workspace workspace;
    };

    /// The vector that begins with the encoder's parameters.
    [[nodiscard]] const FloatVector& encoderIn(const FloatVector& parameters) const;
    void gather(std::span<const Index> samples, Buffers& buffers, ThreadPool& pool) const;

    ProbeSpec m_probe;
    std::shared_ptr<const Dataset> m_data;
    Index m_trained; ///< parameters of the encoder that are trained
    Dense m_classifier;
    Buffers m_buffers; ///< temporary numbers of training
};

} // namespace isthmus
