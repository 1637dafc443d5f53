// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"
#include "core/datasets/readers/IdxHeader.h"

#include <functional>
#include <memory>

namespace isthmus {

/// An IDX file of bytes, in memory or, if it is large and plain, left where it is.
struct IdxFile
{
    std::string where; ///< file name without folder, for messages
    IdxHeader header;
    std::vector<std::uint8_t> bytes; ///< header and values; empty if they were left in the file
    std::shared_ptr<const FileBytes> file; ///< the open file if it is read sample by sample, else null

    [[nodiscard]] std::span<const std::uint8_t> values() const { return std::span(bytes).subspan(header.size()); }
};

/// First bytes of a file, unpacked if it is gzipped; empty where it cannot be read. Never throws.
/// @param path  UTF-8
std::vector<std::uint8_t> idxHead(const std::string& path);

/// Reads an IDX file, plain or gzipped: content decides. Nothing is allocated on the word of a header alone: a plain
/// file must have the size that its header claims, and a gzipped one must be able to unpack to it.
/// @param path          UTF-8
/// @param check         throws if the header is not of the wanted kind; called before the values are read
/// @param keepInMemory  bytes; a plain file of more is left where it is
/// @throws Error with one sentence about what is wrong with the file
IdxFile readIdxFile(const std::string& path,
    const std::function<void(const IdxHeader& header, const std::string& where)>& check, std::uint64_t keepInMemory);

} // namespace isthmus
