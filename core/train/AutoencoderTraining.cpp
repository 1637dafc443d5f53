// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/AutoencoderTraining.h"

#include "core/analysis/Evaluate.h"
#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/train/KlWarmup.h"
#include "core/train/Knobs.h"
#include "core/train/TrainingMemory.h"
#include "core/train/gatherImages.h"
#include "core/train/unitRange.h"

#include <algorithm>

namespace isthmus {

namespace {

/// What shapes the KL term needs one: the warm-up, and knobs that only a variational model has, do nothing without it.
void checkUnused(const Autoencoder& model, const TrainSpec& training)
{
    const auto refuse = [&](const std::string& what, const std::string& expected, const std::string& found) {
        throw Error(what + ": expected " + expected + ", since " + model.spec().name
            + " is not variational and has no KL term, found " + found);
    };
    if (training.klWarmup != 0 && !model.isVariational())
        refuse("KL warm-up", "0", shortNumber(training.klWarmup));
    const Knobs fitted = fittedTo(model.spec(), training);
    for (const KnobType& type : knobTypes())
        if (!type.isEqual(training, fitted))
            refuse(type.spoken(), type.words(fitted), type.words(training));
}

/// With the beta that a KL warm-up has reached at that step.
Objective objectiveIn(const StepContext& context)
{
    const double share = klShare(context.training.klWarmup, context.step, context.stepsPerEpoch);
    return {share * context.knobs.beta, context.knobs.freeBits, context.knobs.sparsity,
        context.knobs.corruption.judgedShare()};
}

} // namespace

AutoencoderTraining::AutoencoderTraining(const RunSpec& run)
    : m_data(run.data)
    , m_model(std::make_shared<const Autoencoder>(run.model, run.data->shape))
{
    requireUnitRange(m_model->loss(), *run.data);
    checkUnused(*m_model, run.training);
    requireMemory(*m_model, run.training, std::min<Index>(run.training.batchSize, std::ssize(run.readySplit->fitted)),
        physicalMemory(), std::min(kAnalysisBlock, run.data->count()));
}

std::vector<BufferRange> AutoencoderTraining::buffers() const
{
    return buffersIn(m_model->parameters(), m_model->parameterCount());
}

bool AutoencoderTraining::hasKnob(const std::string& name) const
{
    return knobType(name).isOf(m_model->spec());
}

TermWeights AutoencoderTraining::weights(const StepContext& context) const
{
    return weightsOf(objectiveIn(context));
}

TermWeights AutoencoderTraining::wholeWeights(const Knobs& knobs) const
{
    return weightsOf({knobs.beta, knobs.freeBits, knobs.sparsity});
}

Index AutoencoderTraining::shareSamples(const StepContext& context, Index batchSize) const
{
    return context.knobs.freeBits > 0 || m_model->needsWholeBatch() ? batchSize : m_model->blockSamples();
}

const Batch& AutoencoderTraining::inputOf(const StepContext& context, std::span<const Index> samples, ThreadPool& pool)
{
    const Corruption& corruption = context.knobs.corruption;
    if (corruption.isNone() && !m_data->hasMissing())
        return m_target;
    m_input = m_target;
    m_data->fillMissing(m_input);
    if (corruption.isNone())
        return m_input;
    corruptSamples(
        corruption, *m_data, context.training.seed, Purpose::Corruption, context.epoch(), samples, m_input, pool);
    return m_input;
}

LossTerms AutoencoderTraining::gradientOfShare(
    const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool)
{
    gatherTargets(*m_data, samples, m_target, pool);
    const NoiseKey noise{context.training.seed, Purpose::Posterior, context.epoch(), samples};
    const Batch& input = inputOf(context, samples, pool);
    leaveJudged(context.knobs.corruption, m_data->shape, context.training.seed, Purpose::Corruption, context.epoch(),
        samples, m_target, pool);
    return m_model->gradient(
        context.parameters, input, m_target, noise, objectiveIn(context), gradient, m_workspace, pool);
}

std::optional<LossTerms> AutoencoderTraining::evaluate(const StepContext& context, std::span<const Index> samples,
    const std::function<bool()>& stop, ThreadPool& pool) const
{
    EvaluateOptions options;
    options.seed = context.training.seed;
    options.corruption = context.knobs.corruption;
    options.quality = false;
    options.stop = stop;
    const Evaluation found = isthmus::evaluate(*m_model, context.parameters, *m_data, samples, options, pool);
    if (found.samples < std::ssize(samples))
        return std::nullopt;
    LossTerms terms = found.terms;
    terms[AutoencoderTerm::TrainedKl] = withFreeBits(found.klOfDimensions, context.knobs.freeBits);
    return terms;
}

} // namespace isthmus
