// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/LossTrend.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

constexpr int kLevelSpan = 64; // steps
constexpr int kPresentSpan = 4;
constexpr double kTolerance = 0.1;
constexpr double kMostLevels = 10; // that are tolerated above the lowest one

} // namespace

LossTrend LossTrend::ofResumed(std::optional<double> firstLoss)
{
    LossTrend trend;
    if (firstLoss && std::isfinite(*firstLoss))
        trend.m_first = firstLoss;
    trend.m_settles = kLevelSpan;
    return trend;
}

void LossTrend::Mean::add(const LossTerms& fresh, int span)
{
    count = std::min(count + 1, span);
    LossTerms mean;
    mean.add(terms, 1 - 1.0 / count);
    mean.add(fresh, 1.0 / count);
    terms = mean;
}

void LossTrend::add(const LossTerms& terms, const TermWeights& weights)
{
    m_level.add(terms, kLevelSpan);
    m_present.add(terms, kPresentSpan);
    if (m_carried && m_present.count < kPresentSpan)
        return;
    if (m_carried)
        carryOver(*std::exchange(m_carried, std::nullopt), weights);
    const double level = weights.total(m_level.terms);
    if (!m_first)
        m_first = level;
    if (m_level.count >= m_settles && (!m_lowest || level < weights.total(*m_lowest)))
        m_lowest = m_level.terms;
    const double lowest = m_lowest ? weights.total(*m_lowest) : level;
    const double tolerated =
        std::max(kTolerance * lowest, std::min(kTolerance * (*m_first - lowest), kMostLevels * lowest));
    m_compared = {lowest, weights.total(m_present.terms)};
    m_hasRisen = m_compared.present > lowest + tolerated;
}

void LossTrend::carryOver(const Comparison& rise, const TermWeights& weights)
{
    m_lowest.emplace().add(m_present.terms, rise.lowest / rise.present);
    // A loss of fresh parameters on this scale is not known. One that is too high would tolerate the rise.
    *m_first *= std::min(1.0, weights.total(m_present.terms) / rise.present);
}

void LossTrend::beginAnew()
{
    if (m_hasRisen && !m_carried)
        m_carried = m_compared;
    m_level = {};
    m_present = {};
    m_lowest.reset();
    m_settles = kLevelSpan;
}

} // namespace isthmus
