// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/MatlabVariable.h"

#include "core/base/Error.h"
#include "core/files/Gzip.h"
#include "core/files/Zlib.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace isthmus {

namespace {

constexpr std::uint64_t kFileHeader = 128;
constexpr std::uint64_t kTagSize = 8;
constexpr std::size_t kHead = 1024; // flags, extents and name fit into less
constexpr int kOpaque = 17; // an object without extents

/// Reads one element after another of a variable's beginning: each has a tag with its type and size.
class Elements
{
public:
    Elements(std::span<const std::uint8_t> bytes, bool isBig)
        : m_rest(bytes)
        , m_isBig(isBig)
    {
    }

    [[nodiscard]] std::uint32_t word(std::span<const std::uint8_t> bytes, std::size_t at) const
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8 | bytes[at + (m_isBig ? i : 3 - i)];
        return value;
    }

    /// Content of the next element, if it is of this type and not longer than that.
    std::optional<std::span<const std::uint8_t>> next(std::uint32_t type, std::size_t longest)
    {
        if (m_rest.size() < kTagSize)
            return std::nullopt;
        const std::uint32_t first = word(m_rest, 0);
        const bool isShort = first >> 16 != 0; // then the tag's second half is the content
        const std::size_t size = isShort ? first >> 16 : word(m_rest, 4);
        const std::size_t begin = isShort ? 4 : kTagSize;
        const std::size_t room = isShort ? 4 : std::min(longest, m_rest.size() - kTagSize);
        if ((isShort ? first & 0xFFFFU : first) != type || size > std::min(room, longest))
            return std::nullopt;
        const std::span<const std::uint8_t> content = m_rest.subspan(begin, size);
        const std::size_t padded = isShort ? kTagSize : kTagSize + (size + 7) / 8 * 8;
        m_rest = m_rest.subspan(std::min(padded, m_rest.size()));
        return content;
    }

private:
    std::span<const std::uint8_t> m_rest;
    bool m_isBig;
};

/// The beginning of a variable, unpacked, with the tag in front of it.
std::vector<std::uint8_t> headOf(const FileBytes& file, const MatlabPlace& place)
{
    constexpr std::uint64_t kEnough = kLongestStoredBlock + kHead;
    if (!place.isPacked)
        return file.bytes(place.begin, std::min<std::uint64_t>(place.size, kHead));
    const std::uint64_t size = std::min(place.size - kTagSize, kEnough);
    return unpackZlibHead(file.bytes(place.begin + kTagSize, size), kHead);
}

bool readFlags(Elements& elements, MatlabVariable& variable)
{
    constexpr std::uint32_t kType = 6;
    const auto flags = elements.next(kType, 8);
    if (!flags || flags->size() != 8)
        return false;
    const std::uint32_t word = elements.word(*flags, 0);
    variable.kind = static_cast<int>(word & 0xFFU);
    variable.isComplex = (word & 0x800U) != 0;
    variable.isLogical = (word & 0x200U) != 0;
    return true;
}

bool readExtents(Elements& elements, MatlabVariable& variable)
{
    constexpr std::uint32_t kType = 5;
    constexpr std::size_t kMostAxes = 32;
    const auto extents = elements.next(kType, 4 * kMostAxes);
    if (!extents || extents->size() < 8 || extents->size() % 4 != 0)
        return false;
    for (std::size_t i = 0; i < extents->size(); i += 4)
        variable.extents.push_back(elements.word(*extents, i));
    return std::all_of(
        variable.extents.begin(), variable.extents.end(), [](std::uint64_t extent) { return extent <= INT32_MAX; });
}

bool readName(Elements& elements, MatlabVariable& variable)
{
    constexpr std::uint32_t kType = 1;
    constexpr std::size_t kLongest = 256;
    const auto name = elements.next(kType, kLongest);
    if (name)
        variable.name.assign(name->begin(), std::find(name->begin(), name->end(), 0));
    return name.has_value();
}

} // namespace

MatlabVariable matlabVariable5(const FileBytes& file, const MatlabPlace& place)
{
    constexpr std::uint32_t kMatrix = 14;
    const std::vector<std::uint8_t> head = headOf(file, place);
    const bool isBig = file.bytes(126, 1).front() == 'M';
    MatlabVariable variable;
    const std::span<const std::uint8_t> bytes(head);
    Elements elements(bytes.subspan(std::min<std::size_t>(head.size(), kTagSize)), isBig);
    const bool isVariable = head.size() > kTagSize && elements.word(head, 0) == kMatrix && readFlags(elements, variable)
        && (variable.kind == kOpaque || readExtents(elements, variable)) && readName(elements, variable);
    if (!isVariable)
        throw Error(file.where() + ": expected a variable of MATLAB at byte "
            + grouped(static_cast<std::int64_t>(place.begin)) + ", found one that is damaged");
    return variable;
}

OneVariableFile::OneVariableFile(const FileBytes& file, const MatlabPlace& place)
    : m_file(memfd_create("variable", MFD_CLOEXEC))
{
    try {
        copy(file, 0, kFileHeader);
        copy(file, place.begin, place.size);
    } catch (const Error&) {
        close(m_file);
        throw;
    }
}

OneVariableFile::~OneVariableFile()
{
    close(m_file);
}

std::string OneVariableFile::path() const
{
    return "/proc/self/fd/" + std::to_string(m_file);
}

void OneVariableFile::copy(const FileBytes& file, std::uint64_t begin, std::uint64_t size) const
{
    constexpr std::uint64_t kBlock = 1 << 20;
    for (const std::uint64_t end = begin + size; begin < end;) {
        const std::vector<std::uint8_t> block = file.bytes(begin, std::min(kBlock, end - begin));
        const ssize_t written = write(m_file, block.data(), block.size());
        if (written <= 0)
            throw Error(file.where() + ": expected memory for a copy of a variable, found none");
        begin += static_cast<std::uint64_t>(written);
    }
}

} // namespace isthmus
