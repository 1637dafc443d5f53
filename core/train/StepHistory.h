// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/StepRecord.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <vector>

namespace isthmus {

/// The records of a run's steps, in chunks that copies share: a checkpoint takes the history of a very long run along
/// without copying it. No record is changed once it is here. A plain value; any thread may read.
class StepHistory
{
public:
    static constexpr std::size_t kChunk = 4096;
    using Chunk = std::array<StepRecord, kChunk>;
    class Iterator;

    StepHistory() = default;
    explicit StepHistory(const std::vector<StepRecord>& records);
    /// @param chunks  all of them full except the last one
    StepHistory(std::vector<std::shared_ptr<const Chunk>> chunks, std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] const StepRecord& operator[](std::size_t i) const { return (*m_chunks[i / kChunk])[i % kChunk]; }
    [[nodiscard]] const StepRecord& front() const { return (*this)[0]; }
    [[nodiscard]] const StepRecord& back() const { return (*this)[m_size - 1]; }
    /// Copies of some: from `first` on, no more than `most`.
    [[nodiscard]] std::vector<StepRecord> from(std::size_t first, std::size_t most) const;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

private:
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::size_t m_size = 0;
};

/// Goes through the records in their order.
class StepHistory::Iterator
{
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = StepRecord;
    using difference_type = std::ptrdiff_t;
    using pointer = const StepRecord*;
    using reference = const StepRecord&;

    Iterator() = default;
    Iterator(const StepHistory& history, std::size_t position)
        : m_history(&history)
        , m_position(position)
    {
    }

    reference operator*() const { return (*m_history)[m_position]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++()
    {
        ++m_position;
        return *this;
    }
    Iterator operator++(int)
    {
        const Iterator before = *this;
        ++m_position;
        return before;
    }
    [[nodiscard]] bool operator==(const Iterator&) const = default;

private:
    const StepHistory* m_history = nullptr;
    std::size_t m_position = 0;
};

inline StepHistory::Iterator StepHistory::begin() const
{
    return {*this, 0};
}

inline StepHistory::Iterator StepHistory::end() const
{
    return {*this, m_size};
}

} // namespace isthmus
