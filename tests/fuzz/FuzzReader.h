// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/data/Dataset.h"

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

/// Reads the bytes as a data set in memory and as one that is left in its file, and looks at the first and the last
/// image of each. An Error is a good answer.
template <typename Read>
int readBytes(const Read& read, const std::uint8_t* bytes, std::size_t size, ReadOptions options = {})
{
    const MemoryFile file(bytes, size);
    for (const std::int64_t keep : {options.keepInMemory, std::int64_t(0)}) {
        try {
            options.keepInMemory = keep;
            const Dataset data = read(file.path(), options, {});
            if (data.count() != data.images->count() || (data.hasLabels() && Index(data.labels.size()) != data.count()))
                std::abort();
            Batch batch;
            const Index ends[] = {0, data.count() - 1};
            data.gather(ends, batch);
            static_cast<void>(data.className(data.count() - 1));
        } catch (const Error&) {
        }
    }
    return 0;
}

} // namespace isthmus::fuzz
