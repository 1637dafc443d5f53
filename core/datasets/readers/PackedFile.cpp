// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PackedFile.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/files/Gzip.h"

#include <algorithm>

namespace isthmus {

namespace {

std::string bytesText(std::uint64_t bytes)
{
    return grouped(static_cast<std::int64_t>(bytes)) + " bytes";
}

std::vector<std::uint8_t> packedBytes(const FileBytes& file)
{
    requireMemory(file.size(), "the file", file.where());
    return file.bytes(0, file.size());
}

} // namespace

std::vector<std::uint8_t> unpackedHead(const std::string& path, std::size_t wanted)
{
    constexpr std::size_t kMagic = 3; // bytes
    if (!isGzip(fileHead(path, kMagic)))
        return fileHead(path, wanted);
    return gunzipHead(fileHead(path, kLongestStoredBlock + 4096 + wanted), wanted);
}

bool isPackedFile(const FileBytes& file)
{
    return isGzip(file.bytes(0, std::min<std::uint64_t>(file.size(), 3)));
}

std::vector<std::uint8_t> unpackedFile(const FileBytes& file)
{
    const std::vector<std::uint8_t> packed = packedBytes(file);
    const std::uint64_t most = machineMemory() / 4;
    if (auto bytes = gunzipWithin(packed, file.where(), std::min(most, kMaximumInflation * packed.size())))
        return std::move(*bytes);
    throw Error(file.where() + ": expected a gzip file that unpacks to at most " + bytesText(most)
        + ", a quarter of this machine's memory, found more");
}

std::vector<std::uint8_t> unpackedFile(const FileBytes& file, std::uint64_t expected, const std::string& what)
{
    if (expected > kMaximumInflation * file.size())
        throw Error(file.where() + ": expected " + bytesText(expected) + " for " + what + ", found a gzip file of "
            + bytesText(file.size()) + ", which cannot hold them");
    requireMemory(expected, what, file.where());
    std::vector<std::uint8_t> bytes = gunzip(packedBytes(file), file.where(), expected);
    if (bytes.size() != expected)
        throw Error(file.where() + ": expected " + bytesText(expected) + " for " + what + ", found "
            + grouped(static_cast<std::int64_t>(bytes.size())) + " when unpacked");
    return bytes;
}

} // namespace isthmus
