// SPDX-License-Identifier: GPL-3.0-or-later
// How a run judges where it stands: each state by its loss, the last update, and its epochs by images that it does not
// train on.
#include "core/train/TrainingRun.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

/// A good state is due so often, besides at each epoch's end and before the first step with changed knobs.
constexpr std::int64_t kKeepEvery = 128;

bool allFinite(const FloatVector& vector)
{
    return Eigen::Map<const Eigen::ArrayXf>(vector.data(), static_cast<Index>(vector.size())).allFinite();
}

} // namespace

bool TrainingRun::isFinite() const
{
    const std::vector<FloatVector>& moments = m_state.optimizer.moments;
    return allFinite(m_state.parameters) && std::all_of(moments.begin(), moments.end(), allFinite);
}

bool TrainingRun::judge(const LossTerms& terms, const TermWeights& weights)
{
    if (!std::isfinite(static_cast<float>(weights.total(terms))))
        return goBackUnless(false);
    const LossTrend before = m_trend;
    m_trend.add(terms, weights);
    const bool isDue =
        std::exchange(m_knobsAreNew, false) || m_state.step % kKeepEvery == 0 || m_state.step % m_stepsPerEpoch == 0;
    m_owesGoodState = m_owesGoodState || isDue;
    const bool keeps = m_owesGoodState && !m_trend.hasRisen();
    if ((isDue || keeps) && !isFinite())
        return goBackUnless(false);
    if (keeps)
        keepGoodState(before);
    return goBackUnless(true);
}

void TrainingRun::keepGoodState(const LossTrend& trend)
{
    static_cast<RunState&>(m_good) = m_state;
    m_good.trend = trend;
    m_judgedStep = m_state.step;
    m_knobsAreNew = false;
    m_owesGoodState = false;
}

void TrainingRun::goBack()
{
    const Knobs inForce = m_state.knobs;
    m_state = m_good;
    m_state.knobs = inForce;
    m_trend = m_good.trend;
    m_judgedStep = m_state.step;
    m_owesGoodState = false;
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
        m_judgedStep = m_state.step;
    else
        goBack();
    return isGood;
}

bool TrainingRun::goBackUnlessGood(ThreadPool& pool)
{
    return m_state.step == m_judgedStep || goBackUnless(isFinite() && hasFiniteLoss(pool));
}

bool TrainingRun::goBackUnlessFinite()
{
    return m_state.step == m_judgedStep || goBackUnless(isFinite());
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
    return EvaluationRecord{m_state.step, epoch(), static_cast<float>(weights.total(*found)),
        evaluationTerms(m_trainable->terms(), *found, weights)};
}

void TrainingRun::watch(const EvaluationRecord& record)
{
    if (m_split->parts.validation.empty())
        return;
    const TrainSpec& training = m_run.training;
    const float loss = m_trainable->wholeWeights(m_state.knobs).total(record.terms, m_trainable->terms());
    if (m_scheduleType->watch != nullptr && epoch() > training.schedule.warmup)
        m_scheduleType->watch(training.schedule, m_state.schedule, loss);
    if (loss < m_state.best.loss && allFinite(m_state.parameters))
        m_state.best = {loss, m_state.record, 0,
            training.keepBest ? std::make_shared<const FloatVector>(m_state.parameters) : nullptr};
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

} // namespace isthmus
