// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/MatlabForm.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::size_t kHeader5 = 128;
constexpr std::size_t kTag5 = 8;
constexpr std::uint32_t kMatrix5 = 14;
constexpr std::uint32_t kCompressed5 = 15;
constexpr std::size_t kHeader4 = 20;
constexpr std::uint32_t kLongestName4 = 256;

std::uint32_t word(std::span<const std::uint8_t> bytes, std::size_t at, bool isBig)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | bytes[at + (isBig ? i : 3 - i)];
    return value;
}

bool isBig5(std::span<const std::uint8_t> head)
{
    return head[126] == 'M';
}

bool isVersion5(std::span<const std::uint8_t> head)
{
    constexpr std::string_view kText = "MATLAB 5.0 MAT-file";
    if (head.size() < kHeader5 || !std::equal(kText.begin(), kText.end(), head.begin()))
        return false;
    const bool isBig = head[126] == 'M' && head[127] == 'I' && head[124] == 1 && head[125] == 0;
    const bool isLittle = head[126] == 'I' && head[127] == 'M' && head[124] == 0 && head[125] == 1;
    return isBig || isLittle;
}

/// What matio goes by, whatever is in front of it: it would read such a file as another version than this one, and one
/// of version 7.3 by the HDF5 library, which is not its to call.
bool endsLikeHeader5(std::span<const std::uint8_t> head)
{
    if (head.size() < kHeader5)
        return false;
    const bool isBig = head[126] == 'M' && head[127] == 'I';
    const bool isLittle = head[126] == 'I' && head[127] == 'M';
    const int version = isBig ? head[124] << 8 | head[125] : head[125] << 8 | head[124];
    return (isBig || isLittle) && (version == 0x0100 || version == 0x0200);
}

bool isVersion73(std::span<const std::uint8_t> head)
{
    constexpr std::string_view kText = "MATLAB 7.3 MAT-file";
    return head.size() >= kText.size() && std::equal(kText.begin(), kText.end(), head.begin());
}

/// What stands in front of a variable of version 4.
struct Variable4
{
    std::uint64_t size; ///< bytes of header, name and numbers
    std::uint32_t nameSize; ///< with the zero behind it
};

/// @return nothing if it is no such header
std::optional<Variable4> variable4(std::span<const std::uint8_t> head)
{
    static constexpr std::array<std::uint64_t, 6> kSizes{8, 4, 4, 2, 2, 1};
    if (head.size() < kHeader4)
        return std::nullopt;
    const bool isBig = word(head, 0, false) > 9999;
    const std::uint32_t form = word(head, 0, isBig); // machine, 0, numbers, kind
    const std::uint32_t nameSize = word(head, 16, isBig);
    const std::uint32_t parts = word(head, 12, isBig); // real, or real and imaginary
    if (form / 1000 != (isBig ? 1U : 0U) || form / 100 % 10 != 0 || form / 10 % 10 >= kSizes.size() || form % 10 > 2
        || parts > 1 || nameSize < 2 || nameSize > kLongestName4)
        return std::nullopt;
    const std::uint64_t rows = word(head, 4, isBig);
    const std::uint64_t columns = word(head, 8, isBig);
    if (rows > INT32_MAX || columns > INT32_MAX || (columns > 0 && rows > (std::uint64_t(1) << 48) / columns))
        return std::nullopt;
    return Variable4{kHeader4 + nameSize + rows * columns * kSizes[form / 10 % 10] * (1 + parts), nameSize};
}

bool isVersion4(std::span<const std::uint8_t> head)
{
    const std::optional<Variable4> variable = variable4(head);
    if (!variable || head.size() < kHeader4 + variable->nameSize || head[kHeader4 + variable->nameSize - 1] != 0)
        return false;
    for (std::size_t i = 0; i + 1 < variable->nameSize; ++i)
        if (std::isalnum(head[kHeader4 + i]) == 0 && head[kHeader4 + i] != '_')
            return false;
    return true;
}

[[noreturn]] void refuse(const FileBytes& file, std::uint64_t place, const std::string& found)
{
    throw Error(file.where() + ": expected a variable of MATLAB at byte " + grouped(static_cast<std::int64_t>(place))
        + ", found " + found);
}

/// The variable that begins at a byte.
MatlabPlace placeAt(const FileBytes& file, std::uint64_t place, MatlabVersion version, bool isBig)
{
    const std::size_t head = version == MatlabVersion::V4 ? kHeader4 : kTag5;
    if (file.size() - place < head)
        refuse(file, place, "that the file ends early");
    const std::vector<std::uint8_t> bytes = file.bytes(place, head);
    if (version == MatlabVersion::V4) {
        const std::optional<Variable4> variable = variable4(bytes);
        if (!variable)
            refuse(file, place, "something else: the file is damaged");
        return {place, variable->size, false};
    }
    const std::uint32_t kind = word(bytes, 0, isBig);
    if (kind != kMatrix5 && kind != kCompressed5)
        refuse(file, place, "something else: the file is damaged");
    return {place, kTag5 + std::uint64_t(word(bytes, 4, isBig)), kind == kCompressed5};
}

} // namespace

MatlabVersion matlabVersionOf(std::span<const std::uint8_t> head)
{
    if (isVersion73(head))
        return MatlabVersion::V73;
    if (isVersion5(head))
        return MatlabVersion::V5;
    return isVersion4(head) && !endsLikeHeader5(head) ? MatlabVersion::V4 : MatlabVersion::None;
}

std::vector<MatlabPlace> matlabPlaces(const FileBytes& file, MatlabVersion version)
{
    const bool isBig = version == MatlabVersion::V5 && isBig5(file.bytes(0, kHeader5));
    std::vector<MatlabPlace> places;
    for (std::uint64_t begin = version == MatlabVersion::V5 ? kHeader5 : 0; begin < file.size();) {
        requireFewArrays(places.size(), file.where());
        const MatlabPlace place = placeAt(file, begin, version, isBig);
        if (place.size > file.size() - begin)
            refuse(file, begin,
                "that the file ends within it: it says that it has " + grouped(static_cast<std::int64_t>(place.size))
                    + " bytes");
        places.push_back(place);
        begin += place.size;
    }
    return places;
}

} // namespace isthmus
