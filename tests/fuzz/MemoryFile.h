// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace isthmus::fuzz {

/// A file in memory with these bytes.
class MemoryFile
{
public:
    MemoryFile(const std::uint8_t* bytes, std::size_t size)
        : m_file(memfd_create("fuzz", MFD_CLOEXEC))
    {
        if (m_file < 0 || write(m_file, bytes, size) != static_cast<ssize_t>(size))
            std::abort();
    }
    ~MemoryFile() { close(m_file); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_file); }

private:
    int m_file;
};

} // namespace isthmus::fuzz
