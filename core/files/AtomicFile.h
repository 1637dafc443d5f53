// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

#include <cstddef>
#include <span>
#include <string>

namespace isthmus {

/// @param path  UTF-8
/// @throws Error if the path is not UTF-8, or a file is there that may not be written: file, reason
void requireReplaceable(const std::string& path);

/// Waits until the disk has what was written: before a file gets its name, which after a power cut must not stand for
/// less than the whole.
/// @return  false: it has not; errno tells why. True where a file system cannot tell
[[nodiscard]] bool reachesDisk(int handle);

/// A file that appears whole or not at all: what stood at the path stays until commit(), and for good if that is never
/// reached. Every failure (no such folder, read-only, disk full) is an Error: "run.safetensors: cannot be written: No
/// space left on device".
class AtomicFile
{
public:
    /// @param path  UTF-8
    explicit AtomicFile(const std::string& path);

    void write(std::span<const std::byte> bytes);
    void commit();

    /// The file as a device, for writers such as QImageWriter that want one.
    [[nodiscard]] QIODevice& device() { return m_file; }

private:
    [[noreturn]] void fail();

    std::string m_path;
    QSaveFile m_file;
};

} // namespace isthmus
