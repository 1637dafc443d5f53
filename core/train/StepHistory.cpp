// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/StepHistory.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace isthmus {

StepHistory::StepHistory(const std::vector<StepRecord>& records)
    : m_size(records.size())
{
    for (std::size_t first = 0; first < m_size; first += kChunk) {
        const auto chunk = std::make_shared<Chunk>();
        const auto from = records.begin() + static_cast<std::ptrdiff_t>(first);
        std::copy_n(from, std::min(kChunk, m_size - first), chunk->begin());
        m_chunks.push_back(chunk);
    }
}

StepHistory::StepHistory(std::vector<std::shared_ptr<const Chunk>> chunks, std::size_t size)
    : m_chunks(std::move(chunks))
    , m_size(size)
{
    assert(m_chunks.size() == (size + kChunk - 1) / kChunk);
}

std::vector<StepRecord> StepHistory::from(std::size_t first, std::size_t most) const
{
    std::vector<StepRecord> records;
    const std::size_t count = std::min(most, m_size - std::min(first, m_size));
    records.reserve(count);
    for (std::size_t i = first; i < first + count; ++i)
        records.push_back((*this)[i]);
    return records;
}

} // namespace isthmus
