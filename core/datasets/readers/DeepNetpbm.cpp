// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/DeepNetpbm.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::uint64_t kLongestHeader = 4096; // with its comments
constexpr int kLargestSide = 1 << 20;
constexpr int kLargestNumber = 65535;
constexpr int kLargestByte = 255;

struct NetpbmHeader
{
    int channels = 0; ///< 0: not such a file
    int width = 0;
    int height = 0;
    int maximum = 0;
    bool isPlain = false; ///< numbers in letters
    bool isPlainBits = false; ///< a plain PBM: letters 0 and 1, of which 1 is black
    std::size_t size = 0; ///< bytes in front of the numbers
};

bool isBlank(char letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

/// Leaves blanks and comments behind.
void skipBlanks(std::string_view text, std::size_t& at)
{
    while (at < text.size() && (isBlank(text[at]) || text[at] == '#')) {
        if (text[at] == '#')
            at = std::min(text.find('\n', at), text.size() - 1);
        ++at;
    }
}

/// The next number of the header; 0 if there is none, or one larger than allowed.
int nextNumber(std::string_view text, std::size_t& at, int largest)
{
    skipBlanks(text, at);
    int number = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        number = 10 * number + (text[at] - '0');
        if (number > largest)
            return 0;
    }
    return number;
}

NetpbmHeader parseHeader(std::span<const std::uint8_t> head)
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    NetpbmHeader header;
    if (text.size() < 3 || text[0] != 'P' || std::string_view("12356").find(text[1]) == std::string_view::npos)
        return header;
    header.isPlainBits = text[1] == '1';
    header.isPlain = text[1] <= '3';
    std::size_t at = 2;
    header.width = nextNumber(text, at, kLargestSide);
    header.height = nextNumber(text, at, kLargestSide);
    header.maximum = header.isPlainBits ? 1 : nextNumber(text, at, kLargestNumber);
    header.size = at + 1; // one blank
    if (header.width > 0 && header.height > 0 && header.maximum > 0 && at < text.size() && isBlank(text[at]))
        header.channels = text[1] == '3' || text[1] == '6' ? 3 : 1;
    return header;
}

/// Does Qt read less of it than it holds, or nothing?
bool isReadHere(const NetpbmHeader& header)
{
    return header.channels > 0 && (header.maximum > kLargestByte || header.isPlainBits);
}

void swapBytes(std::vector<std::uint8_t>& numbers)
{
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        std::swap(numbers[i], numbers[i + 1]);
}

[[noreturn]] void refuseNumbers(const RasterKind& kind, std::uint64_t found)
{
    throw Error("expected " + grouped(kind.values()) + " numbers, found " + grouped(static_cast<std::int64_t>(found)));
}

/// Bits as letters, with or without blanks between them.
void readBits(std::string_view text, Raster& raster)
{
    for (std::size_t at = 0; at < text.size() && raster.bytes.size() < raster.kind.bytes(); ++at) {
        skipBlanks(text, at);
        if (at == text.size() || (text[at] != '0' && text[at] != '1'))
            break;
        raster.bytes.push_back(text[at] == '0' ? std::uint8_t(kLargestByte) : std::uint8_t(0));
    }
    if (raster.bytes.size() < raster.kind.bytes())
        refuseNumbers(raster.kind, raster.bytes.size());
}

void readNumbers(std::string_view text, Raster& raster)
{
    std::size_t at = 0;
    for (Index i = 0; i < raster.kind.values(); ++i) {
        skipBlanks(text, at);
        if (at == text.size() || text[at] < '0' || text[at] > '9')
            refuseNumbers(raster.kind, static_cast<std::uint64_t>(i));
        const auto number = static_cast<std::uint16_t>(nextNumber(text, at, kLargestNumber));
        if (at < text.size() && text[at] >= '0' && text[at] <= '9') // a larger one than there may be
            refuseNumbers(raster.kind, static_cast<std::uint64_t>(i));
        raster.bytes.resize(raster.bytes.size() + sizeof number);
        std::memcpy(raster.bytes.data() + raster.bytes.size() - sizeof number, &number, sizeof number);
    }
}

void readPlain(std::string_view text, Raster& raster)
{
    if (text.size() < static_cast<std::uint64_t>(raster.kind.values())) // a letter each, at least
        refuseNumbers(raster.kind, 0);
    raster.bytes.reserve(raster.kind.bytes());
    if (raster.kind.type == NumberType::U8)
        readBits(text, raster);
    else
        readNumbers(text, raster);
}

} // namespace

bool isDeepNetpbm(std::span<const std::uint8_t> head)
{
    return isReadHere(parseHeader(head));
}

std::optional<Raster> readDeepNetpbm(const std::string& path)
{
    const FileBytes file(path);
    const NetpbmHeader header = parseHeader(file.bytes(0, std::min(file.size(), kLongestHeader)));
    if (!isReadHere(header))
        return std::nullopt;
    const NumberType type = header.isPlainBits ? NumberType::U8 : NumberType::U16;
    Raster raster{{header.width, header.height, header.channels, type}, {}};
    const std::uint64_t found = file.size() - header.size;
    if (header.isPlain) {
        const std::vector<std::uint8_t> text = file.bytes(header.size, found);
        readPlain({reinterpret_cast<const char*>(text.data()), text.size()}, raster);
        return raster;
    }
    if (found < raster.kind.bytes())
        throw Error("expected " + grouped(static_cast<std::int64_t>(raster.kind.bytes())) + " bytes of numbers, found "
            + grouped(static_cast<std::int64_t>(found)));
    raster.bytes = file.bytes(header.size, raster.kind.bytes());
    if constexpr (std::endian::native == std::endian::little)
        swapBytes(raster.bytes);
    return raster;
}

} // namespace isthmus
