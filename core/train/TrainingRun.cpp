// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/TrainingRun.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/nn/GradientNorm.h"
#include "core/nn/tiles.h"
#include "core/train/KlWarmup.h"
#include "core/train/TrainingMemory.h"
#include "core/train/knobChanges.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

SplitSpec completeSplit(const RunSpec& run)
{
    SplitSpec split = run.split;
    split.seed = run.training.seed;
    split.validation = run.training.validation;
    return split;
}

void requirePositive(const char* what, double value)
{
    if (!(value > 0) || !std::isfinite(value))
        throw Error(std::string(what) + ": expected a number above 0, found " + shortNumber(value));
}

void requireNotNegative(const char* what, double value)
{
    if (!(value >= 0) || !std::isfinite(value))
        throw Error(std::string(what) + ": expected a number of at least 0, found " + shortNumber(value));
}

void checkTraining(const TrainSpec& training)
{
    requirePositive("batch", training.batchSize);
    checkKnobs(training);
    requireNotNegative("KL warm-up", training.klWarmup);
    if (!(training.momentum >= 0 && training.momentum < 1))
        throw Error("momentum: expected a number from 0 to below 1, found " + shortNumber(training.momentum));
}

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

TrainSpec complete(TrainSpec training)
{
    if (training.schedule.horizon == 0)
        training.schedule.horizon = training.epochs;
    return training;
}

void checkRange(const LossType& loss, const Dataset& data)
{
    const double ends[] = {data.images->minimum() * data.scaling.scale + data.scaling.offset,
        data.images->maximum() * data.scaling.scale + data.scaling.offset};
    for (const double end : ends) {
        const bool inside = end >= -1e-6 && end <= 1 + 1e-6;
        if (loss.needsUnitRange && !inside)
            throw Error(data.name + ": " + loss.label + " expects values from 0 to 1, found " + shortNumber(end));
    }
}

/// to = columns [first, first + count) of from.
void copyColumns(const Batch& from, Index first, Index count, Batch& to, ThreadPool& pool)
{
    to.resize(from.rows(), count);
    forEachRowTile(pool, from.rows(), count, [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
            std::copy_n(from.row(row) + first, count, to.row(row));
    });
}

/// sum = or += share * part.
void addShare(const FloatVector& part, float share, bool isFirst, FloatVector& sum, ThreadPool& pool)
{
    constexpr Index kFloats = 1 << 14;
    const auto count = static_cast<Index>(part.size());
    pool.run((count + kFloats - 1) / kFloats, [&](Index tile) {
        const Index first = tile * kFloats;
        const Index size = std::min(kFloats, count - first);
        const Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64> added(part.data() + first, size);
        Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64> values(sum.data() + first, size);
        if (isFirst)
            values = share * added;
        else
            values += share * added;
    });
}

} // namespace

std::shared_ptr<const ReadySplit> readySplitOf(const RunSpec& run)
{
    const SplitSpec spec = completeSplit(run);
    const bool fits = run.readySplit && run.readySplit->data == run.data && run.readySplit->spec == spec;
    return fits ? run.readySplit : makeReadySplit(run.data, spec);
}

TrainingRun::TrainingRun(const RunSpec& run, Start start)
    : m_run(run)
    , m_optimizerType(&optimizerType(run.training.optimizer))
    , m_scheduleType(&scheduleType(run.training.schedule.kind))
    , m_state{.knobs = knobsOf(run.training)}
{
    requireEncoder(run.model);
    m_run.training = complete(run.training);
    checkTraining(m_run.training);
    checkOptimization(m_run.training);
    m_run.split = completeSplit(run);
    m_split = m_run.readySplit = readySplitOf(m_run);
    m_model = std::make_shared<const Autoencoder>(run.model, run.data->shape);
    checkRange(m_model->loss(), *run.data);
    checkUnused(*m_model, run.training);
    requireMemory(*m_model, run.training, std::min<Index>(run.training.batchSize, std::ssize(m_split->fitted)),
        physicalMemory(), std::min(kAnalysisBlock, run.data->count()));
    const auto fitted = static_cast<std::int64_t>(m_split->fitted.size());
    m_stepsPerEpoch = (fitted + run.training.batchSize - 1) / run.training.batchSize;
    if (start == Start::Ready)
        prepare();
}

void TrainingRun::prepare()
{
    if (isPrepared())
        return;
    reset();
    m_fingerprint = m_run.data->fingerprint();
}

double TrainingRun::epoch() const
{
    return static_cast<double>(m_state.step) / static_cast<double>(m_stepsPerEpoch);
}

std::vector<KnobChange> TrainingRun::setKnobs(const Knobs& knobs)
{
    std::vector<KnobChange> changes = changesBetween(m_state.knobs, knobs, m_state.step);
    if (std::any_of(changes.begin(), changes.end(), beginsWatchAnew))
        watchAnew();
    m_state.knobs = knobs;
    m_knobsAreNew = m_knobsAreNew || !changes.empty();
    if (std::any_of(changes.begin(), changes.end(), isOfAnotherScale))
        m_trend.beginAnew();
    if (m_state.step == m_good.step) {
        m_good.trend = m_trend;
        m_good.knobs = knobs;
        m_good.schedule = m_state.schedule;
        m_good.best = m_state.best;
    }
    return changes;
}

std::vector<KnobChange> TrainingRun::keepKnobs()
{
    const Knobs kept = std::exchange(m_state.knobs, m_good.knobs);
    return setKnobs(kept);
}

void TrainingRun::shuffle(std::uint32_t epoch)
{
    const Rng rng(m_run.training.seed, Purpose::Shuffle);
    m_order = m_split->fitted;
    for (std::size_t i = m_order.size(); i-- > 1;)
        std::swap(m_order[i], m_order[rng.below(i + 1, i, epoch)]);
}

std::span<const Index> TrainingRun::nextSamples()
{
    const std::int64_t epoch = m_state.step / m_stepsPerEpoch;
    if (epoch != m_orderEpoch) {
        shuffle(static_cast<std::uint32_t>(epoch));
        m_orderEpoch = epoch;
    }
    const auto batch = static_cast<std::size_t>(m_run.training.batchSize);
    const auto first = static_cast<std::size_t>(m_state.step % m_stepsPerEpoch) * batch;
    return std::span(m_order).subspan(first, std::min(batch, m_order.size() - first));
}

const Batch& TrainingRun::makeInput(std::span<const Index> samples, ThreadPool& pool)
{
    const Dataset& data = *m_run.data;
    const auto count = static_cast<Index>(samples.size());
    const auto scale = static_cast<float>(data.scaling.scale);
    const auto offset = static_cast<float>(data.scaling.offset);
    m_target.resize(data.shape.size(), count);
    pool.run((count + kLane - 1) / kLane, [&](Index tile) {
        const auto first = static_cast<std::size_t>(tile * kLane);
        const auto some = samples.subspan(first, std::min(static_cast<std::size_t>(kLane), samples.size() - first));
        data.images->gather(some, scale, offset, m_target, tile * kLane);
    });
    if (m_state.knobs.corruption.isNone())
        return m_target;
    m_input = m_target;
    const auto epoch = static_cast<std::uint32_t>(m_state.step / m_stepsPerEpoch);
    corrupt(
        m_state.knobs.corruption, data.shape, m_run.training.seed, Purpose::Corruption, epoch, samples, m_input, pool);
    return m_input;
}

Objective TrainingRun::objectiveAt(std::int64_t step) const
{
    const double share = klShare(m_run.training.klWarmup, step, m_stepsPerEpoch);
    return {share * m_state.knobs.beta, m_state.knobs.freeBits, m_state.knobs.sparsity};
}

LossTerms TrainingRun::makeGradient(std::span<const Index> samples, const Objective& objective, ThreadPool& pool)
{
    const auto epoch = static_cast<std::uint32_t>(m_state.step / m_stepsPerEpoch);
    const Batch& input = makeInput(samples, pool);
    NoiseKey noise{m_run.training.seed, Purpose::Posterior, epoch, samples};
    const Index count = input.cols();
    const Index block = m_model->blockSamples();
    if (count <= block || objective.freeBits > 0) // which are of the whole batch's KL
        return m_model->gradient(m_state.parameters, input, m_target, noise, objective, m_gradient, m_workspace, pool);
    LossTerms terms;
    for (Index first = 0; first < count; first += block) {
        const Index size = std::min(block, count - first);
        copyColumns(m_target, first, size, m_blockTarget, pool);
        if (&input != &m_target)
            copyColumns(input, first, size, m_blockInput, pool);
        noise.samples = samples.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(size));
        const LossTerms part = m_model->gradient(m_state.parameters, &input == &m_target ? m_blockTarget : m_blockInput,
            m_blockTarget, noise, objective, m_blockGradient, m_workspace, pool);
        const double share = static_cast<double>(size) / static_cast<double>(count);
        terms.add(part, share);
        m_gradient.resize(m_blockGradient.size());
        addShare(m_blockGradient, static_cast<float>(share), first == 0, m_gradient, pool);
    }
    return terms;
}

std::optional<StepRecord> TrainingRun::step(ThreadPool& pool)
{
    const auto start = std::chrono::steady_clock::now();
    const Objective objective = objectiveAt(m_state.step);
    m_samples = nextSamples();
    const LossTerms terms = makeGradient(m_samples, objective, pool);
    const double loss = terms.total(objective);
    if (!judge(terms, objective))
        return std::nullopt;
    const double rate = m_state.knobs.learningRate
        * scheduleFactor(*m_scheduleType, m_run.training.schedule, m_state.schedule, m_state.step, m_stepsPerEpoch);
    update(rate, pool);
    ++m_state.step;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    m_state.record = {m_state.step, this->epoch(), m_state.record.seconds + spent.count(), static_cast<float>(loss),
        static_cast<float>(terms.reconstruction), static_cast<float>(terms.kl), static_cast<float>(rate),
        static_cast<float>(objective.beta), static_cast<float>(terms.trainedKl),
        static_cast<float>(objective.sparsity * terms.codeNorm)};
    return m_state.record;
}

void TrainingRun::update(double rate, ThreadPool& pool)
{
    const TrainSpec& training = m_run.training;
    OptimizerStep step{rate, training.momentum, training.weightDecay};
    if (training.clipNorm > 0)
        step.gradientScale = clippingScale(gradientNorm(m_gradient, pool), training.clipNorm);
    applyOptimizer(*m_optimizerType, step, m_gradient, m_state.parameters, m_state.optimizer, pool);
}

void TrainingRun::reset()
{
    m_run.training = withKnobs(m_run.training, m_state.knobs);
    m_state = {.parameters = m_model->initialise(m_run.training.seed), .knobs = m_state.knobs};
    m_state.optimizer = makeOptimizerState(*m_optimizerType, m_state.parameters.size());
    m_state.record.learningRate = static_cast<float>(m_state.knobs.learningRate);
    m_state.record.beta = static_cast<float>(objectiveAt(0).beta);
    m_trend = {};
    keepGoodState(m_trend);
}

void TrainingRun::goTo(const RunState& state, std::optional<double> firstLoss)
{
    m_state = state;
    m_trend = state.step == 0 ? LossTrend() : LossTrend::ofResumed(firstLoss);
    keepGoodState(m_trend);
}

Checkpoint TrainingRun::checkpoint() const
{
    Checkpoint state;
    static_cast<RunState&>(state) = m_state;
    state.model = m_run.model;
    state.training = m_run.training;
    state.data = {
        m_run.data->name, m_fingerprint, m_run.data->shape, m_run.data->scaling, m_run.split, m_run.data->reading};
    return state;
}

void TrainingRun::restore(const Checkpoint& from)
{
    const auto require = [](const char* what, std::size_t expected, std::size_t found) {
        if (expected != found) {
            throw Error(std::string("run: ") + what + ": expected " + grouped(static_cast<std::int64_t>(expected))
                + ", found " + grouped(static_cast<std::int64_t>(found)));
        }
    };
    const auto count = static_cast<std::size_t>(m_model->parameterCount());
    require("parameters", count, from.parameters.size());
    require("vectors of the optimizer", m_optimizerType->moments.size(), from.optimizer.moments.size());
    for (const FloatVector& moment : from.optimizer.moments)
        require("values in a vector of the optimizer", count, moment.size());
    if (from.best.parameters)
        require("parameters of the best epoch", count, from.best.parameters->size());
    if (from.step < 0)
        throw Error("run: step: expected at least 0, found " + std::to_string(from.step));
    const double epoch = static_cast<double>(from.step) / static_cast<double>(m_stepsPerEpoch);
    if (from.step > 0 && std::abs(from.record.epoch - epoch) > 1e-6 * epoch) {
        throw Error("run: epoch: expected " + shortNumber(epoch, 6) + " after " + grouped(from.step) + " batches of "
            + grouped(m_run.training.batchSize) + ", found " + shortNumber(from.record.epoch, 6));
    }
    m_state = from;
    m_run.training = complete(from.training);
    if (!isPrepared())
        m_fingerprint = m_run.data->fingerprint();
    const bool knowsFirst = !from.steps.empty();
    m_trend = LossTrend::ofResumed(knowsFirst ? std::optional<double>(from.steps.front().loss) : std::nullopt);
    keepGoodState(m_trend);
}

} // namespace isthmus
