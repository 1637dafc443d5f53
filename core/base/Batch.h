// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <Eigen/Core>

#include <cstdlib>
#include <new>
#include <vector>

namespace isthmus {

/// Bytes that every number buffer is aligned to: a cache line, and the widest vector register.
inline constexpr std::size_t kAlignment = 64;
/// Floats in one aligned block; the rows of a Batch are padded to multiples of it.
inline constexpr Index kLane = 16;

/// Smallest multiple of `step` that is not below `value`.
constexpr Index roundUp(Index value, Index step)
{
    return (value + step - 1) / step * step;
}

template <typename T>
struct AlignedAllocator
{
    using value_type = T;
    AlignedAllocator() = default;
    template <typename U>
    AlignedAllocator(const AlignedAllocator<U>&) noexcept
    {
    }
    T* allocate(std::size_t count)
    {
        return static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t(kAlignment)));
    }
    void deallocate(T* pointer, std::size_t) noexcept { ::operator delete(pointer, std::align_val_t(kAlignment)); }
    bool operator==(const AlignedAllocator&) const = default;
};

/// A flat vector of floats that starts on a cache line: parameters, gradients, moments.
using FloatVector = std::vector<float, AlignedAllocator<float>>;

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
/// Views of a block of a Batch: rows are features, columns are samples.
using BatchView = Eigen::Map<Matrix, Eigen::Unaligned, Eigen::OuterStride<>>;
using ConstBatchView = Eigen::Map<const Matrix, Eigen::Unaligned, Eigen::OuterStride<>>;

/// Numbers of several samples, features x samples, row-major: the samples of one feature are contiguous.
/// Each row starts on a cache line (the stride is at least the sample count rounded up to kLane). The padding at the
/// end of a row may hold anything finite; nothing reads it into a result. Never shrinks its memory, so that resizing
/// within what it once held does not allocate.
class Batch
{
public:
    Batch() = default;
    Batch(Index features, Index samples) { resize(features, samples); }

    /// Contents are undefined afterwards, new memory is zero.
    void resize(Index features, Index samples);

    [[nodiscard]] Index rows() const { return m_rows; }
    [[nodiscard]] Index cols() const { return m_cols; }
    [[nodiscard]] Index stride() const { return m_stride; }

    [[nodiscard]] float* row(Index feature) { return m_data.data() + feature * m_stride; }
    [[nodiscard]] const float* row(Index feature) const { return m_data.data() + feature * m_stride; }

    [[nodiscard]] BatchView view() { return {row(0), m_rows, m_cols, Eigen::OuterStride<>(m_stride)}; }
    [[nodiscard]] ConstBatchView view() const { return {row(0), m_rows, m_cols, Eigen::OuterStride<>(m_stride)}; }
    [[nodiscard]] BatchView rowsView(Index first, Index count)
    {
        return {row(first), count, m_cols, Eigen::OuterStride<>(m_stride)};
    }
    [[nodiscard]] ConstBatchView rowsView(Index first, Index count) const
    {
        return {row(first), count, m_cols, Eigen::OuterStride<>(m_stride)};
    }

private:
    FloatVector m_data;
    Index m_rows = 0;
    Index m_cols = 0;
    Index m_stride = 0;
};

} // namespace isthmus
