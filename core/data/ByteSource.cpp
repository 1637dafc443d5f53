// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ByteSource.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace isthmus {

namespace {

std::string sized(std::uint64_t bytes)
{
    return grouped(static_cast<std::int64_t>(bytes));
}

std::string reason()
{
    return std::generic_category().message(errno);
}

} // namespace

MemoryBytes::MemoryBytes(std::vector<std::uint8_t> bytes)
    : m_bytes(std::move(bytes))
{
}

std::uint64_t MemoryBytes::size() const
{
    return m_bytes.size();
}

const std::uint8_t* MemoryBytes::view(std::uint64_t offset, [[maybe_unused]] std::span<std::uint8_t> buffer) const
{
    assert(offset <= m_bytes.size() && buffer.size() <= m_bytes.size() - offset);
    return m_bytes.data() + offset;
}

FileBytes::FileBytes(const std::string& path)
    : m_where(path.substr(path.find_last_of('/') + 1))
    , m_file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) // a pipe without a writer would block
{
    struct stat facts
    {
    };
    if (m_file < 0)
        throw Error(path + ": expected a file that can be read, found: " + reason());
    if (fstat(m_file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        close(m_file);
        throw Error(path + ": expected a file, found a folder, a device or a pipe");
    }
    m_size = static_cast<std::uint64_t>(facts.st_size);
}

FileBytes::~FileBytes()
{
    close(m_file);
}

std::uint64_t FileBytes::size() const
{
    return m_size;
}

const std::uint8_t* FileBytes::view(std::uint64_t offset, std::span<std::uint8_t> buffer) const
{
    std::size_t done = 0;
    while (done < buffer.size()) {
        const ssize_t found =
            pread(m_file, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
        if (found < 0 && errno == EINTR)
            continue;
        if (found < 0)
            throw Error(m_where + ": expected bytes that can be read, found: " + reason());
        if (found == 0)
            throw Error(m_where + ": expected " + sized(buffer.size()) + " bytes at byte " + sized(offset)
                + ", found the end of the file: it has become shorter");
        done += static_cast<std::size_t>(found);
    }
    return buffer.data();
}

std::vector<std::uint8_t> FileBytes::bytes(std::uint64_t offset, std::uint64_t count) const
{
    if (offset > m_size || count > m_size - offset)
        throw Error(m_where + ": expected " + sized(count) + " bytes at byte " + sized(offset) + ", found a file of "
            + sized(m_size));
    std::vector<std::uint8_t> copy(count);
    static_cast<void>(view(offset, copy));
    return copy;
}

std::uint64_t machineMemory()
{
    return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
}

void requireMemory(std::uint64_t bytes, const std::string& what, const std::string& where)
{
    const std::uint64_t memory = machineMemory();
    if (bytes > memory)
        throw Error(where + ": expected at most the " + sized(memory) + " bytes of this machine's memory, found "
            + sized(bytes) + " bytes for " + what);
}

} // namespace isthmus
