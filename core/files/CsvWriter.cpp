// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/CsvWriter.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

constexpr std::size_t kFlushAt = 1 << 20; // bytes

std::string field(const std::string& text)
{
    const bool plain =
        text.find_first_of(",;\t\"\r\n") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ');
    if (plain)
        return text;
    std::string quoted = "\"";
    for (const char letter : text)
        quoted.append(letter == '"' ? 2 : 1, letter);
    return quoted + '"';
}

template <typename Number>
void append(Number number, std::string& text)
{
    std::array<char, 32> digits; // a float takes 15 at most, an Index 20
    const auto [end, fault] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    assert(fault == std::errc());
    text.append(digits.data(), end);
}

/// What is no number leaves its field empty, as a missing one.
void appendNumber(float number, std::string& text)
{
    if (!std::isnan(number))
        append(number, text);
}

} // namespace

CsvWriter::CsvWriter(const std::string& path, const RowForm& form)
    : m_file(path)
    , m_identifiers(form.data && form.data->identifiers ? form.data : nullptr)
    , m_classes(form.data && form.data->hasLabels() ? form.data : nullptr)
    , m_files(form.data && form.data->files ? form.data : nullptr)
    , m_left(form.count)
    , m_text("sample")
{
    m_text += m_identifiers ? ",id" : "";
    m_text += m_classes ? ",class" : "";
    for (const std::string& column : form.columns)
        (m_text += ',') += field(column);
    m_text += m_files ? ",file\n" : "\n";
}

void CsvWriter::append(std::span<const Index> samples, const Matrix& rows)
{
    assert(static_cast<Index>(samples.size()) == rows.rows());
    for (Index row = 0; row < rows.rows(); ++row) {
        const Index sample = samples[static_cast<std::size_t>(row)];
        isthmus::append(sample, m_text);
        if (m_identifiers)
            (m_text += ',') += field(m_identifiers->identifier(sample));
        if (m_classes)
            (m_text += ',') += field(m_classes->className(sample));
        for (Index column = 0; column < rows.cols(); ++column)
            appendNumber(rows(row, column), m_text += ',');
        if (m_files)
            (m_text += ',') += field(m_files->fileName(sample));
        m_text += '\n';
        if (m_text.size() >= kFlushAt)
            flush();
    }
    m_left -= rows.rows();
}

void CsvWriter::flush()
{
    m_file.write(std::as_bytes(std::span(m_text)));
    m_text.clear();
}

void CsvWriter::commit()
{
    assert(m_left == 0);
    flush();
    m_file.commit();
}

} // namespace isthmus
