// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/ProbeTraining.h"

#include "core/analysis/Blocks.h"
#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/train/TrainingMemory.h"
#include "core/train/gatherImages.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

int classCount(const Dataset& data)
{
    if (!data.hasLabels())
        throw Error(data.name + ": a classifier needs classes to learn, found no labels");
    return static_cast<int>(data.classNames.size());
}

void requireShape(const Autoencoder& model, const Dataset& data)
{
    if (model.inputShape() != data.shape)
        throw Error(data.name + ": the encoder of " + model.spec().name + " expects images of "
            + model.inputShape().text() + ", found " + data.shape.text());
}

/// Settings of an autoencoder alone do nothing here, so they must be at rest.
void requirePlain(const Trainable& probe, const TrainSpec& training)
{
    const auto refuse = [](const std::string& what, const std::string& expected, const std::string& found) {
        throw Error(what + ": expected " + expected + ", since a classifier has no such setting, found " + found);
    };
    if (training.klWarmup != 0)
        refuse("KL warm-up", "0", shortNumber(training.klWarmup));
    for (const KnobType& type : knobTypes())
        if (!probe.hasKnob(type.name) && type.restsAtDefault && !type.rests(training))
            refuse(type.spoken(), type.words(atRest(training)), type.words(training));
}

LossTerms termsOf(const ClassLosses& losses)
{
    LossTerms terms;
    terms[ProbeTerm::CrossEntropy] = losses.crossEntropy;
    terms[ProbeTerm::Accuracy] = losses.accuracy;
    return terms;
}

} // namespace

std::span<const Term> probeTerms()
{
    static constexpr Term kTerms[] = {
        {.name = "cross_entropy", .label = "cross-entropy", .unit = "nats"},
        {.name = "accuracy", .label = "accuracy", .unit = ""},
    };
    return kTerms;
}

RunSpec probeRun(RunSpec run, ProbeSpec probe)
{
    run.model = probe.encoder->model->spec();
    run.trainable = [probe = std::move(probe)](
                        const RunSpec& complete) { return std::make_unique<ProbeTraining>(complete, probe); };
    return run;
}

ProbeTraining::ProbeTraining(const RunSpec& run, ProbeSpec probe)
    : m_probe(std::move(probe))
    , m_data(run.data)
    , m_trained(m_probe.fineTunes ? model()->encoderParameterCount() : 0)
    , m_classifier(Shape::vector(model()->latentDim()), classCount(*m_data), m_trained, Shape{})
{
    requireShape(*model(), *m_data);
    requirePlain(*this, run.training);
    // Training the whole model would take more.
    requireMemory(*model(), run.training, std::min<Index>(run.training.batchSize, std::ssize(run.readySplit->fitted)),
        physicalMemory(), std::min(kAnalysisBlock, run.data->count()));
}

std::vector<BufferRange> ProbeTraining::buffers() const
{
    return buffersIn(model()->parameters(), m_trained);
}

FloatVector ProbeTraining::initialise(std::uint64_t) const
{
    FloatVector parameters(static_cast<std::size_t>(parameterCount()), 0.0F);
    std::copy_n(m_probe.encoder->parameters.begin(), m_trained, parameters.begin());
    return parameters;
}

FrozenModel ProbeTraining::frozen(const FloatVector& parameters) const
{
    FrozenModel frozen = *m_probe.encoder;
    std::copy_n(parameters.begin(), m_trained, frozen.parameters.begin());
    return frozen;
}

TermWeights ProbeTraining::weights(const StepContext& context) const
{
    return wholeWeights(context.knobs);
}

TermWeights ProbeTraining::wholeWeights(const Knobs&) const
{
    TermWeights weights;
    weights.add(ProbeTerm::CrossEntropy, 1);
    return weights;
}

Index ProbeTraining::shareSamples(const StepContext&, Index batchSize) const
{
    const bool seesBatches = m_probe.fineTunes && model()->encoderNeedsWholeBatch();
    return seesBatches ? batchSize : model()->blockSamples();
}

const FloatVector& ProbeTraining::encoderIn(const FloatVector& parameters) const
{
    return m_probe.fineTunes ? parameters : m_probe.encoder->parameters;
}

void ProbeTraining::gather(std::span<const Index> samples, Buffers& buffers, ThreadPool& pool) const
{
    gatherImages(*m_data, samples, buffers.images, pool);
    buffers.labels.resize(samples.size());
    std::transform(samples.begin(), samples.end(), buffers.labels.begin(),
        [&](Index sample) { return m_data->labels[static_cast<std::size_t>(sample)]; });
    buffers.logits.resize(m_classifier.outputShape().size(), std::ssize(samples));
}

LossTerms ProbeTraining::gradientOfShare(
    const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool)
{
    Buffers& b = m_buffers;
    gather(samples, b, pool);
    const NoiseKey noise{context.training.seed, Purpose::Posterior, context.epoch(), samples};
    if (m_probe.fineTunes)
        model()->encodeInTraining(context.parameters, b.images, noise, b.code, b.workspace, pool);
    else
        model()->encode(m_probe.encoder->parameters, b.images, b.code, nullptr, b.workspace, pool);
    const Pass pass{context.parameters.data(), pool, &b.scratch};
    m_classifier.forward(pass, b.code, b.logits, {});
    const ClassLosses losses = softmaxCrossEntropy(b.logits, b.labels, &b.logitsGradient, pool);
    gradient.resize(context.parameters.size());
    m_classifier.backwardParameters(pass, b.code, b.logitsGradient, gradient.data());
    if (m_probe.fineTunes) {
        Batch& codeGradient = b.workspace.codeGradient;
        codeGradient.resize(b.code.rows(), b.code.cols());
        m_classifier.backwardInput(pass, b.code, b.logits, b.logitsGradient, codeGradient, {});
        model()->backwardCode(context.parameters, b.images, noise, codeGradient, gradient.data(), b.workspace, pool);
    }
    return termsOf(losses);
}

std::optional<LossTerms> ProbeTraining::evaluate(const StepContext& context, std::span<const Index> samples,
    const std::function<bool()>& stop, ThreadPool& pool) const
{
    Buffers b;
    LossTerms mean;
    bool stopped = false;
    forEachBlock(std::ssize(samples), [&](Index first, Index count) {
        stopped = stopped || (stop && stop());
        if (stopped)
            return;
        gather(blockOf(samples, first, count), b, pool);
        model()->encode(encoderIn(context.parameters), b.images, b.code, nullptr, b.workspace, pool);
        m_classifier.forward({context.parameters.data(), pool}, b.code, b.logits, {});
        const double share = static_cast<double>(count) / static_cast<double>(samples.size());
        mean.add(termsOf(softmaxCrossEntropy(b.logits, b.labels, nullptr, pool)), share);
    });
    return stopped ? std::nullopt : std::optional(mean);
}

} // namespace isthmus
