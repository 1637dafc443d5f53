// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Bytes that samples are read from: in memory, or left in their file. Immutable; any thread may read.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    [[nodiscard]] virtual std::uint64_t size() const = 0;

    /// Are the bytes kept in memory, or left in their file?
    [[nodiscard]] virtual bool isInMemory() const = 0;

    /// Some bytes, where they lie or copied to the buffer, which has room for them.
    /// @throws Error if they cannot be read
    [[nodiscard]] virtual const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const = 0;
};

class MemoryBytes final : public ByteSource
{
public:
    explicit MemoryBytes(std::vector<std::uint8_t> bytes);
    [[nodiscard]] std::uint64_t size() const override;
    [[nodiscard]] bool isInMemory() const override { return true; }
    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const override;

private:
    std::vector<std::uint8_t> m_bytes;
};

/// An open file that is read by `pread`. The page cache keeps what is in use; and where a mapping would end the program
/// when the file is cut short, this is an Error.
class FileBytes final : public ByteSource
{
public:
    /// @param path  UTF-8
    /// @throws Error if it is not a file that can be read
    explicit FileBytes(const std::string& path);
    ~FileBytes() override;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    [[nodiscard]] std::uint64_t size() const override; ///< size of the file when it was opened
    [[nodiscard]] bool isInMemory() const override { return false; }
    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const override;

    /// A copy of some bytes.
    [[nodiscard]] std::vector<std::uint8_t> bytes(std::uint64_t offset, std::uint64_t count) const;

    /// File name without its folder, for messages.
    [[nodiscard]] const std::string& where() const { return m_where; }

private:
    std::string m_where;
    std::uint64_t m_size = 0;
    int m_file = -1;
};

/// Bytes of memory that this machine has, free or not.
std::uint64_t machineMemory();

/// @param bytes  number of bytes that are about to be kept in memory
/// @param what   name in the message: "60,000 images of 28 x 28"
/// @throws Error if this machine has less memory than that
void requireMemory(std::uint64_t bytes, const std::string& what, const std::string& where);

} // namespace isthmus
