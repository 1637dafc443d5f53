// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvRows.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

namespace isthmus {

namespace {

constexpr std::size_t kTileRows = 64;

bool isByte(float value)
{
    return value >= 0 && value <= 255 && std::trunc(value) == value && !std::signbit(value);
}

std::string shown(std::string_view field)
{
    return field.empty() ? "an empty field" : '\'' + shortText(field) + '\'';
}

/// The text of a quoted field writes a quote as two.
std::string unquoted(std::string_view field)
{
    std::string text;
    for (std::size_t i = 0; i < field.size(); ++i) {
        text += field[i];
        if (field[i] == '"' && i + 1 < field.size() && field[i + 1] == '"')
            ++i;
    }
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : printableText(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

} // namespace

CsvRows::CsvRows(CsvForm form, std::string where)
    : m_form(std::move(form))
    , m_where(std::move(where))
    , m_line(m_form.line)
{
}

std::size_t CsvRows::append(std::string_view text, bool isEnd, ThreadPool& pool)
{
    const std::size_t length = findRows(text, isEnd);
    m_numbers.resize(m_block.size() * features());
    m_blockLabels.resize(m_form.label ? m_block.size() : 0);
    std::vector<Found> found((m_block.size() + kTileRows - 1) / kTileRows);
    pool.run(static_cast<Index>(found.size()),
        [&](Index tile) { readTile(static_cast<std::size_t>(tile), found[static_cast<std::size_t>(tile)]); });
    for (const Found& tile : found) {
        if (!tile.error.empty())
            throw Error(m_where + ": " + tile.error);
        if (!tile.areBytes && m_areBytes) { // what came before are bytes no more
            m_areBytes = false;
            requireMemory(m_values.size() * sizeof(float), "the table", m_where);
            std::vector<std::uint8_t> wide(m_values.size() * sizeof(float));
            for (std::size_t i = 0; i < m_values.size(); ++i) {
                const auto value = static_cast<float>(m_values[i]);
                std::memcpy(wide.data() + i * sizeof value, &value, sizeof value);
            }
            m_values = std::move(wide);
        }
    }
    store();
    return length;
}

std::size_t CsvRows::findRows(std::string_view text, bool isEnd)
{
    m_block.clear();
    std::size_t begin = 0;
    while (begin < text.size()) {
        const CsvRowEnd end = csvRowEnd(text, begin, m_form.delimiter);
        if (end.at == text.size() && !isEnd)
            return begin;
        const std::string_view row = text.substr(begin, end.at - begin);
        if (end.openQuote != std::string_view::npos) {
            const auto before = text.substr(begin, end.openQuote - begin);
            throw Error(m_where + ": " + openQuoteText(m_line + std::count(before.begin(), before.end(), '\n')));
        }
        const bool isEmpty = row.find_first_not_of(" \r") == std::string_view::npos;
        if (!isEmpty)
            m_block.push_back({row.ends_with('\r') ? row.substr(0, row.size() - 1) : row, m_line});
        m_line += 1 + std::count(row.begin(), row.end(), '\n');
        begin = end.at + 1;
    }
    return text.size();
}

void CsvRows::readTile(std::size_t tile, Found& found)
{
    const std::size_t end = std::min(m_block.size(), (tile + 1) * kTileRows);
    for (std::size_t row = tile * kTileRows; row < end && found.error.empty(); ++row)
        readRow(m_block[row], m_numbers.data() + row * features(), m_form.label ? &m_blockLabels[row] : nullptr, found);
}

void CsvRows::readRow(const Row& row, float* values, std::string* label, Found& found) const
{
    if (!readFast(row.text, values, label, found))
        readSlow(row, values, label, found);
}

bool CsvRows::readFast(std::string_view row, float* values, std::string* label, Found& found) const
{
    const char* at = row.data();
    const char* const end = at + row.size();
    bool areBytes = true;
    for (std::size_t column = 0; column < m_form.columns; ++column) {
        const bool isLabel = label != nullptr && column == *m_form.label;
        if (isLabel || (m_form.isNumbered && column == 0)) {
            const void* stop = std::memchr(at, m_form.delimiter, static_cast<std::size_t>(end - at));
            const char* fieldEnd = stop != nullptr ? static_cast<const char*>(stop) : end;
            if (std::memchr(at, '"', static_cast<std::size_t>(fieldEnd - at)) != nullptr)
                return false;
            if (isLabel)
                *label = unquoted({at, static_cast<std::size_t>(fieldEnd - at)});
            at = fieldEnd;
        } else {
            const char* begin = at;
            unsigned number = 0;
            while (at != end && *at >= '0' && *at <= '9' && at - begin < 6)
                number = 10 * number + static_cast<unsigned>(*at++ - '0');
            float value = static_cast<float>(number);
            const bool isWhole = at != begin && (at == end || *at == m_form.delimiter);
            if (!isWhole) {
                if (m_form.decimal == ',')
                    return false;
                const auto [stop, fault] = std::from_chars(begin, end, value);
                if (fault != std::errc() || !std::isfinite(value))
                    return false;
                at = stop;
            }
            areBytes = areBytes && isWhole && number <= 255;
            *values++ = value;
        }
        const bool isLast = column + 1 == m_form.columns;
        if (isLast ? at != end : at == end || *at++ != m_form.delimiter)
            return false;
    }
    found.areBytes = found.areBytes && areBytes;
    return true;
}

void CsvRows::readSlow(const Row& row, float* values, std::string* label, Found& found) const
{
    std::vector<std::string_view> fields;
    splitCsvRow(row.text, m_form.delimiter, fields);
    const std::string line = "line " + grouped(row.line);
    if (fields.size() != m_form.columns) {
        found.error = line + ": expected " + grouped(static_cast<std::int64_t>(m_form.columns))
            + " columns as in the first row, found " + grouped(static_cast<std::int64_t>(fields.size()));
        return;
    }
    for (std::size_t column = 0; column < fields.size(); ++column) {
        if (label != nullptr && column == *m_form.label) {
            *label = unquoted(fields[column]);
            continue;
        }
        if (m_form.isNumbered && column == 0)
            continue;
        const std::optional<float> value = csvNumber(fields[column], m_form.decimal);
        if (!value || !std::isfinite(*value)) {
            const std::string name = m_form.names.empty() ? "" : " (" + shortText(m_form.names[column]) + ')';
            found.error = line + ", column " + grouped(static_cast<std::int64_t>(column + 1)) + name
                + ": expected a finite number, found " + shown(fields[column])
                + decimalText(fields[column], m_form.decimal);
            return;
        }
        // a number with a point is no byte, in any row
        found.areBytes =
            found.areBytes && isByte(*value) && fields[column].find_first_of(".,eE") == std::string_view::npos;
        *values++ = *value;
    }
}

void CsvRows::store()
{
    const std::size_t before = m_values.size();
    const std::size_t size = m_numbers.size() * (m_areBytes ? 1 : sizeof(float));
    requireMemory(before + size, "the table", m_where);
    m_values.resize(before + size);
    if (m_areBytes)
        std::transform(m_numbers.begin(), m_numbers.end(), m_values.begin() + static_cast<std::ptrdiff_t>(before),
            [](float value) { return static_cast<std::uint8_t>(value); });
    else if (size > 0)
        std::memcpy(m_values.data() + before, m_numbers.data(), size);
    std::move(m_blockLabels.begin(), m_blockLabels.end(), std::back_inserter(m_labels));
    m_rows += static_cast<std::int64_t>(m_block.size());
}

std::vector<std::uint8_t> CsvRows::takeValues()
{
    return std::move(m_values);
}

} // namespace isthmus
