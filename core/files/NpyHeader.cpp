// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/NpyHeader.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kMostHeaderAxes = 32;

std::string grouped64(std::uint64_t number)
{
    return grouped(
        static_cast<std::int64_t>(std::min<std::uint64_t>(number, std::numeric_limits<std::int64_t>::max())));
}

/// Printable beginning of a text from outside, for messages.
std::string quoted(std::string_view text)
{
    std::string shown;
    for (const char c : text.substr(0, 60))
        shown += c >= ' ' && c <= '~' ? c : '?';
    return '\'' + shown + '\'';
}

/// A kind of elements that are not read, and what makes numbers of them in Python.
struct ForeignType
{
    std::string_view begins; ///< the type without its byte order
    const char* name;
    const char* way;
};

constexpr ForeignType kForeignTypes[] = {
    {"O", "Python objects, ", "numpy.array(x.tolist()) makes numbers or texts of those that are alike"},
    {"S", "texts, ", "x.astype('float32') makes numbers of those that are written as such"},
    {"U", "texts, ", "x.astype('float32') makes numbers of those that are written as such"},
    {"a", "texts, ", "x.astype('float32') makes numbers of those that are written as such"},
    {"V", "records, or numbers of another library such as bfloat16, ", "save x.astype('float32')"},
    {"c", "complex numbers, ", "numpy.abs(x) are their magnitudes"},
    {"M", "times, ", "x.astype('int64') makes numbers of them"},
    {"m", "times, ", "x.astype('int64') makes numbers of them"},
    {"f", "", "x.astype('float64') makes such floats"},
};

std::string foreignTypeText(std::string_view bare, const std::string& type)
{
    for (const ForeignType& each : kForeignTypes)
        if (bare.starts_with(each.begins))
            return each.name + ("type " + type) + "; in Python, " + each.way;
    return "type " + type;
}

/// Reads the dictionary, from left to right.
class Dictionary
{
public:
    Dictionary(std::string_view text, const std::string& where)
        : m_text(text)
        , m_where(where)
    {
    }

    void readInto(NpyHeader& header)
    {
        expect('{');
        while (!take('}')) {
            const std::string_view key = string();
            expect(':');
            if (key == "descr")
                readType(header);
            else if (key == "fortran_order")
                header.fortran = truth();
            else if (key == "shape")
                header.shape = tuple();
            else
                refuse("the keys descr, fortran_order and shape");
            m_found += 1;
            if (!take(',') && !peek('}'))
                refuse("a comma between entries");
        }
        if (m_found != 3)
            refuse("the keys descr, fortran_order and shape");
    }

    /// @throws NotNumbers that says so if these are texts
    void requireNumbers() const
    {
        if (!m_type.empty())
            refuseType(m_type.substr(m_type.find_first_of("US")), m_type);
    }

private:
    [[noreturn]] void refuse(const char* expected) const
    {
        throw Error(m_where + ": expected an NPY header with " + expected + ", found " + quoted(m_text));
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n'))
            ++m_at;
    }

    bool peek(char wanted)
    {
        skipSpace();
        return m_at < m_text.size() && m_text[m_at] == wanted;
    }

    bool take(char wanted)
    {
        const bool found = peek(wanted);
        m_at += found ? 1 : 0;
        return found;
    }

    void expect(char wanted)
    {
        if (!take(wanted))
            refuse("a dictionary");
    }

    std::string_view string()
    {
        const char quote = peek('"') ? '"' : '\'';
        expect(quote);
        const std::size_t end = m_text.find(quote, m_at);
        if (end == std::string_view::npos)
            refuse("closed quotes");
        const std::string_view found = m_text.substr(m_at, end - m_at);
        m_at = end + 1;
        return found;
    }

    bool truth()
    {
        skipSpace();
        for (const std::string_view word : {std::string_view("True"), std::string_view("False")}) {
            if (m_text.substr(m_at, word.size()) == word) {
                m_at += word.size();
                return word == "True";
            }
        }
        refuse("True or False as fortran_order");
    }

    std::vector<std::uint64_t> tuple()
    {
        std::vector<std::uint64_t> extents;
        expect('(');
        while (!take(')')) {
            skipSpace();
            std::uint64_t extent = 0;
            const char* begin = m_text.data() + m_at;
            const auto [stop, fault] = std::from_chars(begin, m_text.data() + m_text.size(), extent);
            if (fault != std::errc() || extents.size() == kMostHeaderAxes)
                refuse("at most 32 whole numbers as shape");
            m_at += static_cast<std::size_t>(stop - begin);
            if (m_at < m_text.size() && m_text[m_at] == 'L') // Python 2
                ++m_at;
            extents.push_back(extent);
            if (!take(',') && !peek(')'))
                refuse("a comma between the numbers of the shape");
        }
        return extents;
    }

    void readType(NpyHeader& header)
    {
        if (peek('['))
            throw NotNumbers(m_where
                + ": expected numbers, found records of several fields (a structured type); in Python, "
                  "numpy.lib.recfunctions.structured_to_unstructured(x) makes columns of them");
        const std::string_view text = string();
        const std::string_view bare =
            text.empty() || std::string_view("<>|=").find(text[0]) == std::string_view::npos ? text : text.substr(1);
        static constexpr std::pair<std::string_view, NumberType> kNumberTypes[] = {{"b1", NumberType::Bool},
            {"u1", NumberType::U8}, {"i1", NumberType::I8}, {"u2", NumberType::U16}, {"i2", NumberType::I16},
            {"u4", NumberType::U32}, {"i4", NumberType::I32}, {"u8", NumberType::U64}, {"i8", NumberType::I64},
            {"f2", NumberType::F16}, {"f4", NumberType::F32}, {"f8", NumberType::F64}};
        for (const auto& [name, type] : kNumberTypes) {
            if (bare == name) {
                header.type = type;
                header.swapped = text[0] == '>' && sizeOf(type) > 1;
                return;
            }
        }
        if (setTexts(bare, header)) {
            header.swapped = text[0] == '>' && header.letterBytes > 1;
            m_type = text;
            return;
        }
        refuseType(bare, text);
    }

    /// `U5` or `S5`
    static bool setTexts(std::string_view bare, NpyHeader& header)
    {
        constexpr std::uint64_t kMostLetters = 1 << 20;
        if (bare.empty() || (bare[0] != 'U' && bare[0] != 'S'))
            return false;
        std::uint64_t letters = 0;
        const char* end = bare.data() + bare.size();
        const auto [stop, fault] = std::from_chars(bare.data() + 1, end, letters);
        if (fault != std::errc() || stop != end || letters > kMostLetters)
            return false;
        header.letters = letters;
        header.letterBytes = bare[0] == 'U' ? 4 : 1;
        return letters > 0;
    }

    [[noreturn]] void refuseType(std::string_view bare, std::string_view text) const
    {
        throw NotNumbers(m_where + ": expected truth values, integers or floats of at most 64 bits, found "
            + foreignTypeText(bare, quoted(text)));
    }

    std::string_view m_text;
    const std::string& m_where;
    std::size_t m_at = 0;
    int m_found = 0;
    std::string_view m_type; ///< of texts
};

NpyHeader parseHeader(std::span<const std::uint8_t> head, const std::string& where, bool takesTexts)
{
    if (!looksLikeNpy(head))
        throw Error(where + ": expected an NPY file, as np.save writes it, found another kind of file");
    const bool isLong = head.size() > 6 && head[6] >= 2; // four bytes for the length
    const std::size_t begin = isLong ? 12 : 10;
    if (head.size() < begin)
        throw Error(where + ": expected an NPY header, found the end of the file in it");
    if (head[6] < 1 || head[6] > 3)
        throw Error(where + ": expected NPY version 1 to 3, found version " + std::to_string(head[6]));
    std::uint64_t length = 0;
    for (std::size_t i = begin; i-- > 8;)
        length = (length << 8) | head[i];
    if (length > head.size() - begin)
        throw Error(where + ": expected an NPY header of " + grouped64(length) + " bytes, found "
            + (head.size() >= NpyHeader::kLongest ? "that to be more than any header is long"
                                                  : grouped64(head.size() - begin) + " bytes"));
    const std::string text(
        head.begin() + static_cast<std::ptrdiff_t>(begin), head.begin() + static_cast<std::ptrdiff_t>(begin + length));
    NpyHeader header;
    header.size = begin + length;
    Dictionary dictionary(text, where);
    dictionary.readInto(header);
    if (!takesTexts)
        dictionary.requireNumbers();
    return header;
}

} // namespace

bool looksLikeNpy(std::span<const std::uint8_t> head)
{
    return head.size() >= kMagic.size()
        && std::equal(kMagic.begin(), kMagic.end(), head.begin(),
            [](char one, std::uint8_t two) { return static_cast<std::uint8_t>(one) == two; });
}

NpyHeader NpyHeader::parse(std::span<const std::uint8_t> head, const std::string& where)
{
    return parseHeader(head, where, false);
}

NpyHeader NpyHeader::parseWithTexts(std::span<const std::uint8_t> head, const std::string& where)
{
    return parseHeader(head, where, true);
}

std::uint64_t NpyHeader::dataSize() const
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (std::find(shape.begin(), shape.end(), 0U) != shape.end())
        return 0;
    auto product = holdsTexts() ? letters * letterBytes : static_cast<std::uint64_t>(sizeOf(type));
    for (const std::uint64_t extent : shape) {
        if (product > kMost / extent)
            return kMost;
        product *= extent;
    }
    return product;
}

std::string NpyHeader::text() const
{
    std::string extents;
    for (const std::uint64_t extent : shape)
        extents += (extents.empty() ? "" : " x ") + grouped64(extent);
    return (shape.empty() ? "a single number" : extents) + " of " + (holdsTexts() ? "texts" : nameOf(type));
}

} // namespace isthmus
