// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// One file in a zip archive, as the archive's directory says; not to be trusted.
struct ZipEntry
{
    std::string name;
    std::uint16_t method = 0; ///< 0: stored, 8: deflated
    std::uint32_t crc = 0; ///< crc32() of what the file holds
    std::uint64_t packed = 0; ///< bytes in the archive
    std::uint64_t size = 0; ///< bytes when unpacked
    std::uint64_t header = 0; ///< byte where its own header begins
};

/// A zip archive for reading, also with the extension for more than 4 GiB. Whatever the archive says about itself,
/// nothing beyond its bytes is read, and no more memory is taken than what unpacks in fact.
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3
class ZipFile
{
public:
    /// @throws Error if it is no zip archive or its directory is damaged
    explicit ZipFile(std::shared_ptr<const FileBytes> file);

    [[nodiscard]] static bool canUnpack(std::uint16_t method);

    [[nodiscard]] const std::vector<ZipEntry>& entries() const { return m_entries; }

    /// The place where the bytes of an entry begin in the file.
    /// @throws Error if its header is damaged, or the bytes would end beyond the file
    [[nodiscard]] std::uint64_t dataOffset(const ZipEntry& entry) const;

    /// The first bytes of an entry, unpacked, some `wanted` of them: fewer where the entry is shorter or broken.
    [[nodiscard]] std::vector<std::uint8_t> head(const ZipEntry& entry, std::size_t wanted) const;

    /// All bytes of an entry, unpacked.
    /// @throws Error if it is damaged, encrypted, packed in another way, or unpacks to another size than it says
    [[nodiscard]] std::vector<std::uint8_t> read(const ZipEntry& entry) const;

private:
    struct Directory
    {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
        std::uint64_t entries = 0;
    };
    [[nodiscard]] Directory findDirectory() const;
    void readDirectory(const Directory& directory);
    [[noreturn]] void refuse(const std::string& found) const;

    std::shared_ptr<const FileBytes> m_file;
    std::vector<ZipEntry> m_entries;
};

/// Do these bytes begin like a zip archive?
bool isZip(std::span<const std::uint8_t> head);

} // namespace isthmus
