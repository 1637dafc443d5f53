// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Zip.h"

#include "core/base/Error.h"
#include "core/files/Gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr std::uint32_t kEntrySignature = 0x04034B50;
constexpr std::uint32_t kDirectorySignature = 0x02014B50;
constexpr std::uint32_t kEndSignature = 0x06054B50;
constexpr std::uint32_t kLongEndSignature = 0x06064B50;
constexpr std::uint32_t kLocatorSignature = 0x07064B50;
constexpr std::size_t kEntryHeader = 30;
constexpr std::size_t kDirectoryHeader = 46;
constexpr std::size_t kEnd = 22;
constexpr std::size_t kLongEnd = 56;
constexpr std::size_t kLocator = 20;
constexpr std::uint16_t kLongExtra = 1; ///< id of the field with 64-bit sizes
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;

/// Little-endian number at a place that the caller has checked.
template <typename Number>
Number number(std::span<const std::uint8_t> bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = sizeof(Number); i-- > 0;)
        value = (value << 8) | bytes[at + i];
    return static_cast<Number>(value);
}

std::string sized(std::uint64_t bytes)
{
    return grouped(static_cast<std::int64_t>(bytes));
}

/// Sizes and place of an entry that did not fit into 32 bits stand in an extra field, those alone and in this order.
void readExtra(std::span<const std::uint8_t> extra, ZipEntry& entry)
{
    while (extra.size() >= 4) {
        const auto id = number<std::uint16_t>(extra, 0);
        const std::size_t length = std::min<std::size_t>(number<std::uint16_t>(extra, 2), extra.size() - 4);
        std::span<const std::uint8_t> field = extra.subspan(4, length);
        extra = extra.subspan(4 + length);
        if (id != kLongExtra)
            continue;
        for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.header}) {
            if (*value == 0xFFFFFFFF && field.size() >= 8) {
                *value = number<std::uint64_t>(field, 0);
                field = field.subspan(8);
            }
        }
    }
}

struct Free
{
    void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
};
using Decompressor = std::unique_ptr<libdeflate_decompressor, Free>;

} // namespace

bool isZip(std::span<const std::uint8_t> head)
{
    return head.size() >= 4
        && (number<std::uint32_t>(head, 0) == kEntrySignature || number<std::uint32_t>(head, 0) == kEndSignature);
}

ZipFile::ZipFile(std::shared_ptr<const FileBytes> file)
    : m_file(std::move(file))
{
    readDirectory(findDirectory());
}

void ZipFile::refuse(const std::string& found) const
{
    throw Error(m_file->where() + ": expected a whole zip archive, found " + found);
}

ZipFile::Directory ZipFile::findDirectory() const
{
    constexpr std::uint64_t kLongestComment = 65535;
    const std::uint64_t length = std::min<std::uint64_t>(m_file->size(), kLocator + kEnd + kLongestComment);
    const std::uint64_t begin = m_file->size() - length;
    const std::vector<std::uint8_t> tail = m_file->bytes(begin, length);
    if (tail.size() < kEnd)
        refuse("a file of " + sized(tail.size()) + " bytes");
    std::size_t end = tail.size() - kEnd;
    while (number<std::uint32_t>(tail, end) != kEndSignature) {
        if (end == 0)
            refuse("none of its directory: the file ends early or is damaged");
        --end;
    }
    Directory directory{number<std::uint32_t>(tail, end + 16), number<std::uint32_t>(tail, end + 12),
        number<std::uint16_t>(tail, end + 10)};
    if (end >= kLocator && number<std::uint32_t>(tail, end - kLocator) == kLocatorSignature) {
        const std::vector<std::uint8_t> whole =
            m_file->bytes(number<std::uint64_t>(tail, end - kLocator + 8), kLongEnd);
        if (number<std::uint32_t>(whole, 0) != kLongEndSignature)
            refuse("a damaged directory");
        directory = {
            number<std::uint64_t>(whole, 48), number<std::uint64_t>(whole, 40), number<std::uint64_t>(whole, 32)};
    }
    return directory;
}

void ZipFile::readDirectory(const Directory& directory)
{
    const std::vector<std::uint8_t> all = m_file->bytes(directory.offset, directory.size);
    std::span<const std::uint8_t> rest = all;
    while (m_entries.size() < directory.entries) {
        if (rest.size() < kDirectoryHeader || number<std::uint32_t>(rest, 0) != kDirectorySignature)
            refuse("a directory that is damaged behind entry " + sized(m_entries.size()));
        const std::size_t name = number<std::uint16_t>(rest, 28);
        const std::size_t extra = number<std::uint16_t>(rest, 30);
        const std::size_t comment = number<std::uint16_t>(rest, 32);
        if (rest.size() - kDirectoryHeader < name + extra + comment)
            refuse("a directory that ends within entry " + sized(m_entries.size()));
        ZipEntry entry{{}, number<std::uint16_t>(rest, 10), number<std::uint32_t>(rest, 16),
            number<std::uint32_t>(rest, 20), number<std::uint32_t>(rest, 24), number<std::uint32_t>(rest, 42)};
        const auto nameBytes = rest.subspan(kDirectoryHeader, name);
        entry.name.assign(nameBytes.begin(), nameBytes.end());
        if ((number<std::uint16_t>(rest, 8) & 1U) != 0)
            refuse("the encrypted file " + entry.name);
        readExtra(rest.subspan(kDirectoryHeader + name, extra), entry);
        m_entries.push_back(std::move(entry));
        rest = rest.subspan(kDirectoryHeader + name + extra + comment);
    }
}

bool ZipFile::canUnpack(std::uint16_t method)
{
    return method == kStored || method == kDeflated;
}

std::uint64_t ZipFile::dataOffset(const ZipEntry& entry) const
{
    const std::vector<std::uint8_t> header = m_file->bytes(entry.header, kEntryHeader);
    if (number<std::uint32_t>(header, 0) != kEntrySignature)
        refuse("no header of " + entry.name + " where its directory says");
    const std::uint64_t offset =
        entry.header + kEntryHeader + number<std::uint16_t>(header, 26) + number<std::uint16_t>(header, 28);
    if (offset > m_file->size() || entry.packed > m_file->size() - offset)
        refuse(entry.name + " reaching beyond the end of the file");
    if (entry.method == kStored && entry.packed != entry.size)
        refuse(entry.name + " with contradictory sizes");
    return offset;
}

std::vector<std::uint8_t> ZipFile::head(const ZipEntry& entry, std::size_t wanted) const
{
    constexpr std::uint64_t kEnough = 256 * 1024; // several blocks, if they are stored ones of 64 KiB
    constexpr std::size_t kLongestMatch = 258;
    const std::uint64_t offset = dataOffset(entry);
    if (entry.method == kStored)
        return m_file->bytes(offset, std::min<std::uint64_t>(entry.packed, wanted));
    if (entry.method != kDeflated)
        return {};
    const std::vector<std::uint8_t> packed = m_file->bytes(offset, std::min(entry.packed, kEnough));
    std::vector<std::uint8_t> head(wanted + kLongestMatch);
    std::size_t size = 0;
    const Decompressor inflater(libdeflate_alloc_decompressor());
    const libdeflate_result result = libdeflate_deflate_decompress_ex(
        inflater.get(), packed.data(), packed.size(), head.data(), head.size(), nullptr, &size);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
        size = wanted; // the buffer is full up to a match that went beyond its end
    head.resize(result == LIBDEFLATE_BAD_DATA ? 0 : std::min(size, wanted));
    return head;
}

std::vector<std::uint8_t> ZipFile::read(const ZipEntry& entry) const
{
    const std::uint64_t offset = dataOffset(entry);
    requireMemory(entry.size, entry.name, m_file->where());
    std::vector<std::uint8_t> data;
    if (entry.method == kStored) {
        data = m_file->bytes(offset, entry.size);
    } else if (entry.method == kDeflated) {
        if (entry.size > kMaximumInflation * (entry.packed + 1))
            refuse(entry.name + " of " + sized(entry.packed) + " bytes, which cannot hold the " + sized(entry.size)
                + " that it claims");
        const std::vector<std::uint8_t> packed = m_file->bytes(offset, entry.packed);
        const Decompressor inflater(libdeflate_alloc_decompressor());
        std::uint64_t room = std::min<std::uint64_t>(entry.size, std::max<std::uint64_t>(65536, 8 * packed.size()));
        for (;; room = std::min(entry.size, 2 * room)) { // no memory on the word of the directory alone
            data.resize(room);
            std::size_t found = 0;
            const libdeflate_result result = libdeflate_deflate_decompress_ex(
                inflater.get(), packed.data(), packed.size(), data.data(), data.size(), nullptr, &found);
            if (result == LIBDEFLATE_SUCCESS && found == entry.size)
                break;
            if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room == entry.size)
                refuse(entry.name + " damaged, or of another size than it claims");
        }
    } else {
        refuse(entry.name + " packed in a way that is not supported (method " + std::to_string(entry.method)
            + "; stored and deflated are)");
    }
    if (libdeflate_crc32(0, data.data(), data.size()) != entry.crc)
        refuse(entry.name + " damaged: its checksum differs");
    return data;
}

} // namespace isthmus
