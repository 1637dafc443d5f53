// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/LabelArray.h"

#include "core/base/Error.h"
#include "core/datasets/readers/classes.h"

namespace isthmus {

namespace {

constexpr std::uint64_t kMostLabelColumns = 1000;

[[noreturn]] void refuseRow(const SourceArray& array, const std::string& found)
{
    throw Error(array.where + ": expected labels in one axis, or a single 1 in each row, found " + found);
}

/// The place of the only one in each row of zeros.
std::vector<std::int64_t> placesOfOnes(const SourceArray& array, const std::uint8_t* bytes)
{
    const auto rows = static_cast<std::size_t>(array.header.shape[0]);
    const auto columns = static_cast<std::size_t>(array.header.shape[1]);
    std::vector<float> numbers(rows * columns);
    toFloats(array.header.type, array.header.swapped, bytes, static_cast<Index>(numbers.size()), numbers.data());
    const std::size_t down = array.header.fortran ? 1 : columns;
    const std::size_t across = array.header.fortran ? rows : 1;
    std::vector<std::int64_t> labels;
    for (std::size_t row = 0; row < rows; ++row) {
        std::int64_t place = -1;
        for (std::size_t column = 0; column < columns; ++column) {
            const float number = numbers[row * down + column * across];
            if (number == 1 && place >= 0)
                refuseRow(array,
                    "a second one in row " + grouped(static_cast<std::int64_t>(row))
                        + "; in Python, y[:, 0] is the first column alone");
            if (number != 0 && number != 1)
                refuseRow(array,
                    shortNumber(static_cast<double>(number)) + " in row " + grouped(static_cast<std::int64_t>(row)));
            if (number != 0)
                place = static_cast<std::int64_t>(column);
        }
        if (place < 0)
            refuseRow(array, "row " + grouped(static_cast<std::int64_t>(row)) + " without one");
        labels.push_back(place);
    }
    return labels;
}

std::vector<std::int64_t> wholeNumbersOf(const SourceArray& array, const std::uint8_t* bytes, std::size_t count)
{
    std::vector<std::int64_t> labels(count);
    toIntegers(array.header.type, array.header.swapped, bytes, static_cast<Index>(count), labels.data());
    std::vector<float> numbers(count);
    toFloats(array.header.type, array.header.swapped, bytes, static_cast<Index>(count), numbers.data());
    for (std::size_t i = 0; i < count; ++i)
        if (static_cast<float>(labels[i]) != numbers[i])
            throw Error(array.where + ": expected whole numbers as labels, found "
                + shortNumber(static_cast<double>(numbers[i])) + " for sample "
                + grouped(static_cast<std::int64_t>(i)));
    return labels;
}

std::uint32_t letterAt(const SourceArray& array, const std::uint8_t* bytes)
{
    if (array.header.letterBytes == 1)
        return *bytes;
    std::uint32_t letter = 0;
    for (std::size_t i = 0; i < 4; ++i)
        letter |= std::uint32_t(bytes[array.header.swapped ? 3 - i : i]) << (8 * i);
    return letter;
}

/// @throws Error if there is no such letter
void appendUtf8(std::uint32_t letter, const std::string& where, std::string& text)
{
    if (letter > 0x10FFFF || (letter >= 0xD800 && letter < 0xE000))
        throw Error(where + ": expected texts as labels, found the letter number " + grouped(letter)
            + ", which Unicode does not have");
    if (letter < 0x80) {
        text += static_cast<char>(letter);
        return;
    }
    const int more = letter < 0x800 ? 1 : letter < 0x10000 ? 2 : 3;
    constexpr std::uint32_t kFirst[]{0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(kFirst[more] | letter >> (6 * more));
    for (int i = more; i-- > 0;)
        text += static_cast<char>(0x80U | (letter >> (6 * i) & 0x3FU));
}

/// The texts without the zeros that fill their room.
std::vector<std::string> textsOf(const SourceArray& array, const std::uint8_t* bytes, std::size_t count)
{
    std::vector<std::string> texts(count);
    const NpyHeader& header = array.header;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* text = bytes + i * header.letters * header.letterBytes;
        for (std::size_t at = 0; at < header.letters; ++at) {
            const std::uint32_t letter = letterAt(array, text + at * header.letterBytes);
            if (letter == 0)
                break;
            appendUtf8(letter, array.where, texts[i]);
        }
    }
    return texts;
}

std::uint64_t countOf(const NpyHeader& header)
{
    std::uint64_t count = 1;
    for (const std::uint64_t extent : header.shape)
        count *= extent;
    return count;
}

void requireLabelShape(const SourceArray& array, bool isColumn)
{
    const std::vector<std::uint64_t>& shape = array.header.shape;
    const bool isTable =
        shape.size() == 2 && shape[1] > 0 && shape[1] <= kMostLabelColumns && !array.header.holdsTexts();
    if (!isColumn && !isTable)
        throw Error(array.where + ": expected labels in one axis, found " + array.header.text());
}

} // namespace

bool isLabelColumn(const NpyHeader& header, std::uint64_t images)
{
    const std::vector<std::uint64_t>& shape = header.shape;
    return shape.size() == 1
        || (shape.size() == 2 && (shape[1] == 1 || (shape[0] == 1 && shape[1] == images && images > 1)));
}

void LabelValues::add(const SourceArray& array, std::uint64_t images, const std::string& ofWhat)
{
    const bool isColumn = isLabelColumn(array.header, images);
    requireLabelShape(array, isColumn);
    const std::vector<std::uint8_t> bytes = checkedBytes(array);
    const auto count = static_cast<std::size_t>(isColumn ? countOf(array.header) : array.header.shape[0]);
    if (count != images)
        throw Error(array.where + ": expected " + grouped(static_cast<std::int64_t>(images))
            + " labels, one for each image" + ofWhat + ", found " + grouped(static_cast<std::int64_t>(count)));
    if (array.header.holdsTexts())
        return addTexts(textsOf(array, bytes.data(), count));
    const std::vector<std::int64_t> numbers =
        isColumn ? wholeNumbersOf(array, bytes.data(), count) : placesOfOnes(array, bytes.data());
    if (m_texts.empty())
        m_numbers.insert(m_numbers.end(), numbers.begin(), numbers.end());
    else
        for (const std::int64_t number : numbers)
            m_texts.push_back(std::to_string(number));
}

void LabelValues::giveTo(Dataset& data) const
{
    if (!m_texts.empty())
        setClasses(m_texts, data);
    else
        setClasses(m_numbers, data);
}

void LabelValues::addTexts(std::vector<std::string> texts)
{
    for (const std::int64_t number : m_numbers)
        m_texts.push_back(std::to_string(number));
    m_numbers.clear();
    m_texts.insert(m_texts.end(), texts.begin(), texts.end());
}

} // namespace isthmus
