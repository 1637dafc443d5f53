// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/NpyWriter.h"

#include <bit>
#include <cassert>
#include <functional>
#include <numeric>

namespace isthmus {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

namespace {

constexpr std::size_t kPrefix = 10; // magic, version, length of the dictionary
constexpr std::size_t kMultiple = 64; // of which the numbers begin at one

std::string header(const std::vector<Index>& shape)
{
    std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        text.append(axis == 0 ? "" : ", ").append(std::to_string(shape[axis]));
    text.append(shape.size() > 1 ? "), }" : ",), }"); // a list of one keeps its comma
    const std::size_t whole = (kPrefix + text.size() + 1 + kMultiple - 1) / kMultiple * kMultiple;
    text.append(whole - kPrefix - text.size() - 1, ' ') += '\n';
    const std::string length{static_cast<char>(text.size() % 256), static_cast<char>(text.size() / 256)};
    return std::string("\x93NUMPY\x01\x00", 8) + length + text;
}

std::vector<Index> shapeOf(const RowForm& form)
{
    std::vector<Index> shape{form.count};
    shape.insert(shape.end(), form.axes.begin(), form.axes.end());
    return shape;
}

} // namespace

NpyWriter::NpyWriter(const std::string& path, const RowForm& form)
    : NpyWriter(path, shapeOf(form))
{
}

NpyWriter::NpyWriter(const std::string& path, const std::vector<Index>& shape)
    : m_file(path)
    , m_left(std::accumulate(shape.begin(), shape.end(), Index(1), std::multiplies<>()))
{
    assert(!shape.empty());
    const std::string text = header(shape);
    m_file.write(std::as_bytes(std::span(text)));
}

void NpyWriter::append([[maybe_unused]] std::span<const Index> samples, const Matrix& rows)
{
    assert(static_cast<Index>(samples.size()) == rows.rows());
    append({rows.data(), static_cast<std::size_t>(rows.size())});
}

void NpyWriter::append(std::span<const float> values)
{
    m_left -= static_cast<Index>(values.size());
    m_file.write(std::as_bytes(values));
}

void NpyWriter::commit()
{
    assert(m_left == 0);
    m_file.commit();
}

} // namespace isthmus
