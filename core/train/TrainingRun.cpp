// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/TrainingRun.h"

#include "core/base/Error.h"
#include "core/nn/GradientNorm.h"
#include "core/train/AutoencoderTraining.h"
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

TrainSpec complete(TrainSpec training)
{
    if (training.schedule.horizon == 0)
        training.schedule.horizon = training.epochs;
    return training;
}

/// What is wanted, without changes of knobs that what is trained lacks.
Knobs ownKnobs(const Trainable& trainable, const Knobs& present, Knobs wanted)
{
    for (const KnobType& type : knobTypes())
        if (!trainable.hasKnob(type.name))
            type.copy(present, wanted);
    return wanted;
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
    checkOptimization(m_run.training, m_run.data->validationCount > 0);
    m_run.split = completeSplit(run);
    m_split = m_run.readySplit = readySplitOf(m_run);
    m_trainable = run.trainable ? run.trainable(m_run) : std::make_unique<AutoencoderTraining>(m_run);
    m_buffers = BufferUpdate(m_trainable->buffers());
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

std::vector<KnobChange> TrainingRun::setKnobs(const Knobs& wanted)
{
    const Knobs knobs = ownKnobs(*m_trainable, m_state.knobs, wanted);
    std::vector<KnobChange> changes = changesBetween(m_state.knobs, knobs, m_state.step);
    if (std::any_of(changes.begin(), changes.end(), beginsWatchAnew))
        watchAnew();
    m_state.knobs = knobs;
    m_good.takeKnobs(m_state, changes);
    return changes;
}

std::vector<KnobChange> TrainingRun::keepKnobs()
{
    const Knobs kept = std::exchange(m_state.knobs, m_good.knobs());
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

StepContext TrainingRun::contextAt(std::int64_t step) const
{
    return {m_state.parameters, m_run.training, m_state.knobs, step, m_stepsPerEpoch};
}

std::optional<StepRecord> TrainingRun::step(ThreadPool& pool)
{
    const auto start = std::chrono::steady_clock::now();
    const StepContext context = contextAt(m_state.step);
    const TermWeights weights = m_trainable->weights(context);
    m_samples = nextSamples();
    const LossTerms terms = m_trainable->gradient(context, m_samples, m_gradient, pool);
    const double loss = weights.total(terms);
    if (!m_good.follow(m_state, terms, weights, m_stepsPerEpoch)) {
        m_good.goBack(m_state);
        return std::nullopt;
    }
    const double rate = m_state.knobs.learningRate
        * scheduleFactor(*m_scheduleType, m_run.training.schedule, m_state.schedule, m_state.step, m_stepsPerEpoch);
    update(rate, pool);
    ++m_state.step;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    m_state.record = {.step = m_state.step,
        .epoch = this->epoch(),
        .seconds = m_state.record.seconds + spent.count(),
        .loss = static_cast<float>(loss),
        .learningRate = static_cast<float>(rate),
        .terms = stepTerms(m_trainable->terms(), terms, weights)};
    return m_state.record;
}

void TrainingRun::update(double rate, ThreadPool& pool)
{
    const TrainSpec& training = m_run.training;
    OptimizerStep step{rate, training.momentum, training.weightDecay};
    m_buffers.take(m_gradient, m_state.parameters);
    if (training.clipNorm > 0)
        step.gradientScale = clippingScale(gradientNorm(m_gradient, pool), training.clipNorm);
    applyOptimizer(*m_optimizerType, step, m_gradient, m_state.parameters, m_state.optimizer, pool);
    m_buffers.put(m_state.parameters);
}

bool TrainingRun::hasFiniteLoss(ThreadPool& pool) const
{
    const StepContext context = contextAt(m_state.step);
    const std::optional<LossTerms> found = m_trainable->evaluate(context, m_samples, {}, pool);
    return std::isfinite(m_trainable->wholeWeights(m_state.knobs).total(found.value()));
}

bool TrainingRun::goBackUnless(bool isGood)
{
    if (isGood)
        m_good.setJudged(m_state.step);
    else
        m_good.goBack(m_state);
    return isGood;
}

bool TrainingRun::goBackUnlessGood(ThreadPool& pool)
{
    return m_good.isJudged(m_state.step) || goBackUnless(GoodState::isFinite(m_state) && hasFiniteLoss(pool));
}

bool TrainingRun::goBackUnlessFinite()
{
    return m_good.isJudged(m_state.step) || goBackUnless(GoodState::isFinite(m_state));
}

std::optional<EvaluationRecord> TrainingRun::evaluateHeldOut(const std::function<bool()>& stop, ThreadPool& pool) const
{
    const std::vector<Index>& samples =
        m_split->parts.validation.empty() ? m_split->parts.test : m_split->parts.validation;
    if (samples.empty())
        return std::nullopt;
    const StepContext context = contextAt(std::max<std::int64_t>(m_state.step - 1, 0));
    const std::optional<LossTerms> found = m_trainable->evaluate(context, samples, stop, pool);
    if (!found)
        return std::nullopt;
    const TermWeights weights = m_trainable->weights(context);
    return EvaluationRecord{.step = m_state.step,
        .epoch = epoch(),
        .loss = static_cast<float>(weights.total(*found)),
        .terms = evaluationTerms(m_trainable->terms(), *found, weights)};
}

void TrainingRun::watch(const EvaluationRecord& record)
{
    if (m_split->parts.validation.empty())
        return;
    const TrainSpec& training = m_run.training;
    const float loss = m_trainable->wholeWeights(m_state.knobs).total(record.terms, m_trainable->terms());
    if (m_scheduleType->watch != nullptr && epoch() > training.schedule.warmup)
        m_scheduleType->watch(training.schedule, m_state.schedule, loss);
    if (loss < m_state.best.loss && GoodState::isFinite(m_state.parameters))
        m_state.best = {.loss = loss,
            .record = m_state.record,
            .epochsSince = 0,
            .parameters = training.keepBest ? std::make_shared<const FloatVector>(m_state.parameters) : nullptr};
    else
        ++m_state.best.epochsSince;
}

void TrainingRun::watchAnew()
{
    m_state.best = {};
    m_state.schedule = {m_state.schedule.factor};
}

bool TrainingRun::isStoppedEarly() const
{
    const int patience = m_run.training.earlyStopping;
    return patience > 0 && m_state.best.epochsSince >= patience;
}

void TrainingRun::reset()
{
    m_run.training = withKnobs(m_run.training, m_state.knobs);
    m_state = {.parameters = m_trainable->initialise(m_run.training.seed), .knobs = m_state.knobs};
    m_state.optimizer = makeOptimizerState(*m_optimizerType, m_state.parameters.size());
    m_state.record.learningRate = static_cast<float>(m_state.knobs.learningRate);
    m_state.record.terms = stepTerms(m_trainable->terms(), {}, m_trainable->weights(contextAt(0)));
    m_good.begin(m_state, {});
}

void TrainingRun::goTo(const RunState& state, std::optional<double> firstLoss)
{
    m_state = state;
    m_good.begin(m_state, state.step == 0 ? LossTrend() : LossTrend::ofResumed(firstLoss));
}

Checkpoint TrainingRun::checkpoint() const
{
    Checkpoint state;
    static_cast<RunState&>(state) = m_state;
    state.terms = m_trainable->terms();
    state.model = m_run.model;
    state.training = m_run.training;
    state.data = {.name = m_run.data->name,
        .fingerprint = m_fingerprint,
        .shape = m_run.data->shape,
        .scaling = m_run.data->scaling,
        .split = m_run.split,
        .reading = m_run.data->reading,
        .samples = m_run.data->count(),
        .columns = m_run.data->columns,
        .fills = m_run.data->fills,
        .validation = m_run.data->validationCount};
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
    if (from.terms.data() != m_trainable->terms().data())
        throw Error("run: expected a state of what it trains, found one of something else");
    const auto count = static_cast<std::size_t>(m_trainable->parameterCount());
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
    m_good.begin(
        m_state, LossTrend::ofResumed(knowsFirst ? std::optional<double>(from.steps.front().loss) : std::nullopt));
}

} // namespace isthmus
