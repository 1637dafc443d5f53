// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Checksums.h"

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace isthmus::fuzz {

namespace {

using Bytes = std::span<std::uint8_t>;

constexpr std::size_t kMostUnpacked = 1 << 20;

template <typename Number>
Number number(Bytes bytes, std::size_t at)
{
    Number value{};
    std::memcpy(&value, bytes.data() + at, sizeof(value));
    return value;
}

void put(Bytes bytes, std::size_t at, std::uint32_t value)
{
    std::memcpy(bytes.data() + at, &value, sizeof(value));
}

std::uint32_t crcOf(std::span<const std::uint8_t> bytes)
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

/// What raw DEFLATE unpacks to.
/// @param used  how many bytes it took
std::optional<std::vector<std::uint8_t>> inflated(Bytes packed, std::size_t& used)
{
    static const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    std::vector<std::uint8_t> data(kMostUnpacked);
    std::size_t size = 0;
    if (libdeflate_deflate_decompress_ex(
            inflater.get(), packed.data(), packed.size(), data.data(), data.size(), &used, &size)
        != LIBDEFLATE_SUCCESS)
        return std::nullopt;
    data.resize(size);
    return data;
}

std::optional<std::uint32_t> crcOfEntry(Bytes packed, int method)
{
    constexpr int kStored = 0;
    constexpr int kDeflated = 8;
    if (method == kStored)
        return crcOf(packed);
    std::size_t used = 0;
    if (method == kDeflated)
        if (const auto data = inflated(packed, used))
            return crcOf(*data);
    return std::nullopt;
}

} // namespace

void repairPng(Bytes file)
{
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kChunk = 12; // length, name and checksum
    if (file.size() < kSignature || file[0] != 0x89 || file[1] != 'P')
        return;
    for (Bytes rest = file.subspan(kSignature); rest.size() >= kChunk;) {
        const std::size_t length = __builtin_bswap32(number<std::uint32_t>(rest, 0));
        if (length > rest.size() - kChunk)
            return;
        put(rest, length + 8, __builtin_bswap32(crcOf(rest.subspan(4, length + 4))));
        rest = rest.subspan(length + kChunk);
    }
}

void repairGzip(Bytes file)
{
    constexpr std::size_t kHeader = 10;
    constexpr std::size_t kTrailer = 8;
    const bool isPlain = file.size() > kHeader + kTrailer && file[0] == 0x1F && file[1] == 0x8B && file[3] == 0;
    if (!isPlain)
        return;
    std::size_t used = 0;
    const auto data = inflated(file.subspan(kHeader, file.size() - kHeader - kTrailer), used);
    if (!data)
        return;
    put(file, kHeader + used, crcOf(*data));
    put(file, kHeader + used + 4, static_cast<std::uint32_t>(data->size()));
}

void repairZip(Bytes file)
{
    constexpr std::size_t kDirectoryHeader = 46;
    constexpr std::size_t kEntryHeader = 30;
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    for (std::size_t at = text.find("PK\1\2"); at != std::string_view::npos; at = text.find("PK\1\2", at + 4)) {
        if (file.size() - at < kDirectoryHeader)
            return;
        const std::size_t size = number<std::uint32_t>(file, at + 20);
        const std::size_t header = number<std::uint32_t>(file, at + 42);
        if (header > file.size() || file.size() - header < kEntryHeader)
            continue;
        const std::size_t data =
            header + kEntryHeader + number<std::uint16_t>(file, header + 26) + number<std::uint16_t>(file, header + 28);
        if (data > file.size() || size > file.size() - data)
            continue;
        if (const auto crc = crcOfEntry(file.subspan(data, size), number<std::uint16_t>(file, at + 10))) {
            put(file, at + 16, *crc);
            put(file, header + 14, *crc);
        }
    }
}

} // namespace isthmus::fuzz
