// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/CurveHistory.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr std::size_t kFactor = 4;

/// The window grows with the history, so that the steep beginning is not smeared.
std::size_t windowAt(std::size_t count)
{
    return std::min(CurveHistory::kWindow, 1 + count / 8);
}

} // namespace

void CurveHistory::append(const StepHistory& steps, std::size_t most)
{
    const std::size_t end = std::min(steps.size(), m_taken + most);
    for (; m_taken < end; ++m_taken)
        if (std::isfinite(steps[m_taken].loss))
            add(steps[m_taken]);
}

void CurveHistory::clear()
{
    *this = {};
}

double CurveHistory::lastEpoch() const
{
    return isEmpty() ? 0 : m_levels.front().back().epoch;
}

float CurveHistory::current(Quantity quantity) const
{
    return m_smooth[static_cast<std::size_t>(quantity)];
}

void CurveHistory::add(const StepRecord& record)
{
    Bucket bucket{record.epoch, {}, {}, {}};
    for (std::size_t i = 0; i < kQuantities; ++i)
        bucket.low[i] = static_cast<float>(valueOf(kAllQuantities[i], record));
    const auto window = static_cast<float>(windowAt(m_count));
    for (std::size_t i = 0; i < kQuantities; ++i)
        m_smooth[i] += (bucket.low[i] - m_smooth[i]) / window;
    bucket.high = bucket.low;
    bucket.smooth = m_smooth;

    std::size_t width = 1; // steps in one bucket of the level
    for (std::size_t level = 0; level == 0 || m_count + 1 > width / kFactor; ++level, width *= kFactor) {
        if (level == m_levels.size())
            m_levels.push_back(level == 0 ? std::deque<Bucket>{} : std::deque<Bucket>{m_levels.back().front()});
        std::deque<Bucket>& buckets = m_levels[level];
        const std::size_t inBucket = m_count % width;
        if (inBucket == 0) {
            buckets.push_back(bucket);
            continue;
        }
        Bucket& last = buckets.back();
        last.epoch = bucket.epoch;
        for (std::size_t i = 0; i < kQuantities; ++i) {
            last.low[i] = std::min(last.low[i], bucket.low[i]);
            last.high[i] = std::max(last.high[i], bucket.high[i]);
            last.smooth[i] += (m_smooth[i] - last.smooth[i]) / static_cast<float>(inBucket + 1);
        }
    }
    ++m_count;
}

std::vector<CurvePoint> CurveHistory::points(Quantity quantity, double from, double to, int columns) const
{
    const auto before = [](const Bucket& bucket, double epoch) { return bucket.epoch < epoch; };
    const auto which = static_cast<std::size_t>(quantity);
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        const std::deque<Bucket>& buckets = m_levels[level];
        auto first = std::lower_bound(buckets.begin(), buckets.end(), from, before);
        auto last = std::lower_bound(first, buckets.end(), to, before);
        if (last - first > 2 * std::max(columns, 1) && level + 1 < m_levels.size())
            continue;
        first -= first != buckets.begin();
        last += last != buckets.end();
        std::vector<CurvePoint> points;
        points.reserve(static_cast<std::size_t>(last - first));
        for (auto bucket = first; bucket != last; ++bucket)
            points.push_back({bucket->epoch, bucket->low[which], bucket->high[which], bucket->smooth[which]});
        return points;
    }
    return {};
}

} // namespace isthmus
