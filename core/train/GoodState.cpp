// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/GoodState.h"

#include "core/train/knobChanges.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

/// A good state is due so often, besides at each epoch's end and before the first step with changed knobs.
constexpr std::int64_t kKeepEvery = 128;

} // namespace

bool GoodState::isFinite(const FloatVector& values)
{
    return Eigen::Map<const Eigen::ArrayXf>(values.data(), static_cast<Index>(values.size())).allFinite();
}

bool GoodState::isFinite(const RunState& state)
{
    const std::vector<FloatVector>& moments = state.optimizer.moments;
    return isFinite(state.parameters)
        && std::all_of(moments.begin(), moments.end(), [](const FloatVector& moment) { return isFinite(moment); });
}

void GoodState::begin(const RunState& state, const LossTrend& trend)
{
    m_trend = trend;
    keep(state, trend);
}

void GoodState::keep(const RunState& state, const LossTrend& trend)
{
    m_state = state;
    m_before = trend;
    m_judgedStep = state.step;
    m_knobsAreNew = false;
    m_isOwed = false;
}

void GoodState::takeKnobs(const RunState& state, const std::vector<KnobChange>& changes)
{
    m_knobsAreNew = m_knobsAreNew || !changes.empty();
    if (std::any_of(changes.begin(), changes.end(), isOfAnotherScale))
        m_trend.beginAnew();
    if (state.step != m_state.step)
        return;
    m_before = m_trend;
    m_state.knobs = state.knobs;
    m_state.schedule = state.schedule;
    m_state.best = state.best;
}

bool GoodState::follow(
    const RunState& state, const LossTerms& terms, const TermWeights& weights, std::int64_t stepsPerEpoch)
{
    if (!std::isfinite(static_cast<float>(weights.total(terms))))
        return false;
    const LossTrend before = m_trend;
    m_trend.add(terms, weights);
    const bool isDue =
        std::exchange(m_knobsAreNew, false) || state.step % kKeepEvery == 0 || state.step % stepsPerEpoch == 0;
    m_isOwed = m_isOwed || isDue;
    const bool keeps = m_isOwed && !m_trend.hasRisen();
    if ((isDue || keeps) && !isFinite(state))
        return false;
    if (keeps)
        keep(state, before);
    m_judgedStep = state.step;
    return true;
}

void GoodState::goBack(RunState& state)
{
    const Knobs inForce = state.knobs;
    state = m_state;
    state.knobs = inForce;
    m_trend = m_before;
    m_judgedStep = state.step;
    m_isOwed = false;
}

} // namespace isthmus
