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
#include <limits>
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

const char* skipBlanks(const char* at, const char* end)
{
    while (at != end && (*at == ' ' || *at == '\t'))
        ++at;
    return at;
}

/// A field without quotes, or with one pair around it and nothing beside them.
struct FieldEnd
{
    std::string_view text = {};
    const char* end = nullptr; ///< null: the field is none of these
};

FieldEnd simpleField(const char* at, const char* end, char delimiter)
{
    const bool isQuoted = at != end && *at == '"';
    const char* begin = isQuoted ? at + 1 : at;
    const void* stop = std::memchr(begin, isQuoted ? '"' : delimiter, static_cast<std::size_t>(end - begin));
    if (isQuoted) {
        const char* close = static_cast<const char*>(stop);
        const bool isWhole = close != nullptr && (close + 1 == end || close[1] == delimiter);
        return isWhole ? FieldEnd{{begin, close}, close + 1} : FieldEnd();
    }
    const char* fieldEnd = stop != nullptr ? static_cast<const char*>(stop) : end;
    const std::string_view text(begin, fieldEnd);
    return text.find('"') == std::string_view::npos ? FieldEnd{text, fieldEnd} : FieldEnd();
}

/// Whole numbers from 0 to 255 with blanks between them, as many as `count`; `to` is moved behind them.
bool readPixels(std::string_view field, std::size_t count, float*& to)
{
    const char* at = skipBlanks(field.data(), field.data() + field.size());
    const char* const end = field.data() + field.size();
    float* value = to;
    for (std::size_t read = 0; at != end; ++read) {
        unsigned number = 0;
        const auto [stop, fault] = std::from_chars(at, end, number);
        if (read == count || fault != std::errc() || number > 255 || (stop != end && *stop != ' '))
            return false;
        *value++ = static_cast<float>(number);
        at = skipBlanks(stop, end);
    }
    const bool isWhole = value == to + count;
    to = isWhole ? value : to;
    return isWhole;
}

} // namespace

CsvRows::CsvRows(CsvForm form, std::string where)
    : m_form(std::move(form))
    , m_features(m_form.features())
    , m_where(std::move(where))
    , m_line(m_form.line)
{
    std::size_t place = 0;
    for (std::size_t column = 0; column < m_form.columns; ++column) {
        if (m_form.kinds[column] == CsvColumn::Category) {
            m_categories.emplace_back(column, m_form);
            m_textPlaces.push_back(place);
        }
        place += m_form.kinds[column] == CsvColumn::Number || m_form.kinds[column] == CsvColumn::Category ? 1 : 0;
    }
}

std::size_t CsvRows::append(std::string_view text, bool isEnd, ThreadPool& pool)
{
    const std::size_t length = findRows(text, isEnd);
    m_numbers.resize(m_block.size() * features());
    m_isIncomplete.assign(m_block.size(), 0);
    m_blockLabels.resize(m_form.label ? m_block.size() : 0);
    m_blockParts.resize(m_form.has(CsvColumn::Part) ? m_block.size() : 0);
    m_blockTexts.resize(m_categories.size() * m_block.size());
    m_blockIdentifiers.resize(m_form.has(CsvColumn::Identifier) ? m_block.size() : 0);
    std::vector<Found> found((m_block.size() + kTileRows - 1) / kTileRows);
    pool.run(static_cast<Index>(found.size()),
        [&](Index tile) { readTile(static_cast<std::size_t>(tile), found[static_cast<std::size_t>(tile)]); });
    for (const Found& tile : found) {
        if (!tile.error.empty())
            throw Error(m_where + ": " + tile.error);
        add(tile.missing);
        if (!tile.areBytes && m_areBytes)
            widen();
    }
    numberTexts();
    dropIncomplete();
    store();
    return length;
}

/// Puts the numbers of texts in their places, in the order of the rows; a missing text stays as it is.
void CsvRows::numberTexts()
{
    const std::size_t count = m_categories.size();
    for (std::size_t row = 0; row < m_block.size() && count > 0; ++row) {
        for (std::size_t i = 0; i < count; ++i) {
            float& number = m_numbers[row * features() + m_textPlaces[i]];
            const bool isUsed = m_isIncomplete[row] == 0 && !std::isnan(number);
            number = isUsed ? m_categories[i].numberOf(m_blockTexts[row * count + i], m_form, m_where) : number;
        }
    }
}

void CsvRows::add(const CsvMissing& found)
{
    if (m_missing.fields == 0)
        m_missing.first = found.first;
    m_missing.fields += found.fields;
    m_missing.rows += found.rows;
}

/// Takes the rows with missing numbers out of the block.
void CsvRows::dropIncomplete()
{
    std::size_t kept = 0;
    for (std::size_t row = 0; row < m_block.size(); ++row) {
        if (m_isIncomplete[row] != 0)
            continue;
        if (kept != row) {
            std::copy_n(m_numbers.begin() + static_cast<std::ptrdiff_t>(row * features()), features(),
                m_numbers.begin() + static_cast<std::ptrdiff_t>(kept * features()));
            if (!m_blockLabels.empty())
                m_blockLabels[kept] = std::move(m_blockLabels[row]);
            if (!m_blockParts.empty())
                m_blockParts[kept] = m_blockParts[row];
            if (!m_blockIdentifiers.empty())
                m_blockIdentifiers[kept] = std::move(m_blockIdentifiers[row]);
        }
        ++kept;
    }
    m_block.resize(kept);
    m_numbers.resize(kept * features());
    m_blockLabels.resize(m_blockLabels.empty() ? 0 : kept);
    m_blockParts.resize(m_blockParts.empty() ? 0 : kept);
    m_blockIdentifiers.resize(m_blockIdentifiers.empty() ? 0 : kept);
}

/// What came before are bytes no more.
void CsvRows::widen()
{
    m_areBytes = false;
    requireMemory(m_values.size() * sizeof(float), "the table", m_where);
    std::vector<std::uint8_t> wide(m_values.size() * sizeof(float));
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const auto value = static_cast<float>(m_values[i]);
        std::memcpy(wide.data() + i * sizeof value, &value, sizeof value);
    }
    m_values = std::move(wide);
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
        // too short for its fields: no memory for rows behind a fault
        if (!isEmpty && row.size() + 1 < (m_form.pixels > 0 ? 2 * m_features : m_form.columns))
            break;
    }
    return text.size();
}

void CsvRows::readTile(std::size_t tile, Found& found)
{
    const std::size_t end = std::min(m_block.size(), (tile + 1) * kTileRows);
    for (std::size_t row = tile * kTileRows; row < end && found.error.empty(); ++row) {
        const Target target{m_numbers.data() + row * features(), m_form.label ? &m_blockLabels[row] : nullptr,
            m_blockParts.empty() ? nullptr : &m_blockParts[row],
            m_blockTexts.empty() ? nullptr : &m_blockTexts[row * m_categories.size()],
            m_blockIdentifiers.empty() ? nullptr : &m_blockIdentifiers[row]};
        if (!readFast(m_block[row].text, target, found))
            readSlow(row, target, found);
    }
}

bool CsvRows::readFast(std::string_view row, Target target, Found& found) const
{
    const char* at = row.data();
    const char* const end = at + row.size();
    const bool hasBlanks = m_form.delimiter == ' ';
    bool areBytes = true;
    for (std::size_t column = 0; column < m_form.columns; ++column) {
        if (hasBlanks)
            at = skipBlanks(at, end);
        if (m_form.kinds[column] != CsvColumn::Number) {
            const FieldEnd field = simpleField(at, end, m_form.delimiter);
            if (field.end == nullptr || !readWords(m_form.kinds[column], field.text, target))
                return false;
            at = field.end;
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
            *target.values++ = value;
        }
        const bool isLast = column + 1 == m_form.columns;
        if (hasBlanks && isLast)
            at = skipBlanks(at, end);
        if (isLast ? at != end : at == end || *at++ != m_form.delimiter)
            return false;
    }
    found.areBytes = found.areBytes && areBytes;
    return true;
}

/// Takes a field that is no number of its own; false if that is left to readSlow().
bool CsvRows::readWords(CsvColumn kind, std::string_view field, Target& target) const
{
    if (kind == CsvColumn::Pixels)
        return readPixels(field, m_form.pixels, target.values);
    if (kind == CsvColumn::Label)
        *target.label = unquoted(field);
    if (kind == CsvColumn::Identifier)
        *target.identifier = unquoted(field);
    if (kind == CsvColumn::Part)
        *target.part = csvPart(field);
    if (kind == CsvColumn::Category) {
        *target.texts++ = unquoted(field);
        *target.values++ = 0;
        return !isMissingText(field); // which is left to textFault()
    }
    const bool isFault = (kind == CsvColumn::Part && *target.part == CsvPart::None)
        || (kind == CsvColumn::Empty && !trimmedField(field).empty());
    return !isFault;
}

std::string CsvRows::numberFault(std::string_view field, Target& target, Found& found) const
{
    const std::optional<float> value = csvNumber(field, m_form.decimal);
    const bool isNumber = value && std::isfinite(*value);
    if (!isNumber && csvKind(field) == CsvKind::Missing) {
        ++target.missing;
        const bool isKept = m_form.missing == ReadOptions::Missing::Mean;
        found.areBytes = found.areBytes && !isKept; // a byte cannot be missing
        *target.values++ = isKept ? std::numeric_limits<float>::quiet_NaN() : 0.0F;
        return {};
    }
    if (!isNumber)
        return "a finite number, found " + shown(field) + decimalText(field, m_form.decimal);
    // a number with a point is no byte, in any row
    found.areBytes = found.areBytes && isByte(*value) && field.find_first_of(".,eE") == std::string_view::npos;
    *target.values++ = *value;
    return {};
}

/// A text that is missing is a missing number.
std::string CsvRows::textFault(std::string_view field, Target& target, Found& found) const
{
    if (isMissingText(field)) {
        ++target.texts;
        return numberFault(field, target, found);
    }
    readWords(CsvColumn::Category, field, target);
    return {};
}

/// Takes a field; what was expected and found if it cannot be.
std::string CsvRows::faultOf(CsvColumn kind, std::string_view field, Target& target, Found& found) const
{
    if (kind == CsvColumn::Number)
        return numberFault(field, target, found);
    if (kind == CsvColumn::Category)
        return textFault(field, target, found);
    if (readWords(kind, field, target))
        return {};
    if (kind == CsvColumn::Part)
        return "a part of the data such as train or test, found " + shown(field);
    if (kind == CsvColumn::Empty)
        return "an empty field as in the first rows, found " + shown(field);
    return grouped(static_cast<std::int64_t>(m_form.pixels))
        + " whole numbers from 0 to 255 with blanks between them as " + "in the first row, found " + shown(field);
}

/// "line 3, column 2 (age)"
std::string CsvRows::placeText(const Row& row, std::size_t column) const
{
    return "line " + grouped(row.line) + ", column " + grouped(static_cast<std::int64_t>(column + 1))
        + (m_form.names.empty() ? "" : " (" + shortText(m_form.names[column]) + ')');
}

void CsvRows::readSlow(std::size_t number, Target target, Found& found)
{
    const Row& row = m_block[number];
    std::vector<std::string_view> fields;
    splitCsvRow(row.text, m_form.delimiter, fields);
    if (fields.size() != m_form.columns) {
        found.error = "line " + grouped(row.line) + ": expected " + grouped(static_cast<std::int64_t>(m_form.columns))
            + " columns as in the first row, found " + grouped(static_cast<std::int64_t>(fields.size()));
        return;
    }
    for (std::size_t column = 0; column < fields.size() && found.error.empty(); ++column) {
        const std::int64_t before = target.missing;
        const std::string fault = faultOf(m_form.kinds[column], fields[column], target, found);
        if (!fault.empty())
            found.error = placeText(row, column) + ": expected " + fault;
        if (target.missing > before && found.missing.fields + before == 0)
            found.missing.first =
                placeText(row, column) + ": expected a finite number, found " + shown(trimmedField(fields[column]));
    }
    m_isIncomplete[number] = target.missing > 0 && m_form.missing != ReadOptions::Missing::Mean ? 1 : 0;
    found.missing.fields += target.missing;
    found.missing.rows += target.missing > 0 ? 1 : 0;
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
    m_parts.insert(m_parts.end(), m_blockParts.begin(), m_blockParts.end());
    for (const std::string& identifier : m_blockIdentifiers)
        m_identifiers.append(identifier);
    m_rows += static_cast<std::int64_t>(m_block.size());
}

std::vector<std::uint8_t> CsvRows::takeValues()
{
    return std::move(m_values);
}

} // namespace isthmus
