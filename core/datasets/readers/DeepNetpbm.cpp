// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/DeepNetpbm.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"

#include <algorithm>
#include <bit>
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
    if (text.size() < 3 || text[0] != 'P' || (text[1] != '5' && text[1] != '6'))
        return header;
    std::size_t at = 2;
    header.width = nextNumber(text, at, kLargestSide);
    header.height = nextNumber(text, at, kLargestSide);
    header.maximum = nextNumber(text, at, kLargestNumber);
    header.size = at + 1; // one blank
    if (header.width > 0 && header.height > 0 && header.maximum > 0 && at < text.size() && isBlank(text[at]))
        header.channels = text[1] == '5' ? 1 : 3;
    return header;
}

void swapBytes(std::vector<std::uint8_t>& numbers)
{
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        std::swap(numbers[i], numbers[i + 1]);
}

} // namespace

int netpbmMaximum(std::span<const std::uint8_t> head)
{
    const NetpbmHeader header = parseHeader(head);
    return header.channels > 0 ? header.maximum : 0;
}

std::optional<Raster> readDeepNetpbm(const std::string& path)
{
    const FileBytes file(path);
    const NetpbmHeader header = parseHeader(file.bytes(0, std::min(file.size(), kLongestHeader)));
    if (header.channels == 0 || header.maximum <= kLargestByte)
        return std::nullopt;
    Raster raster{{header.width, header.height, header.channels, NumberType::U16}, {}};
    const std::uint64_t found = file.size() - header.size;
    if (found < raster.kind.bytes())
        throw Error("expected " + grouped(static_cast<std::int64_t>(raster.kind.bytes())) + " bytes of numbers, found "
            + grouped(static_cast<std::int64_t>(found)));
    raster.bytes = file.bytes(header.size, raster.kind.bytes());
    if constexpr (std::endian::native == std::endian::little)
        swapBytes(raster.bytes);
    return raster;
}

} // namespace isthmus
