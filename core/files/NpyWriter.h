// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/AtomicFile.h"
#include "core/files/RowWriter.h"

namespace isthmus {

/// Rows as one NPY array of version 1.0: float32, C order, count x the axes of a row.
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
class NpyWriter final : public RowWriter
{
public:
    /// @throws Error if the file cannot be written
    NpyWriter(const std::string& path, const RowForm& form);
    /// @param shape  outermost axis first
    NpyWriter(const std::string& path, const std::vector<Index>& shape);

    void append(std::span<const Index> samples, const Matrix& rows) override;
    /// Numbers in the order of the array.
    void append(std::span<const float> values);
    void commit() override;

private:
    AtomicFile m_file;
    Index m_left; ///< numbers that are still to come
};

} // namespace isthmus
