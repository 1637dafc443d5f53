// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Walks the fields of one message in protobuf's wire format. Nothing is allocated for a length before it was compared
/// with the bytes that are there. Each reading function throws Error if the field is of another kind.
/// Source: https://protobuf.dev/programming-guides/encoding
class ProtobufReader
{
public:
    /// @param bytes  bytes of the message; must outlive the reader
    explicit ProtobufReader(std::span<const std::byte> bytes)
        : m_rest(bytes)
    {
    }

    /// Goes to the next field; false at the end.
    /// @throws Error if the message is broken there
    bool next();

    [[nodiscard]] int field() const { return m_field; }

    [[nodiscard]] std::int64_t integer() const; ///< int32, int64, enum, bool
    [[nodiscard]] float number() const; ///< float
    [[nodiscard]] std::span<const std::byte> bytes() const; ///< bytes, or a message
    [[nodiscard]] std::string text() const;

    /// Appends a repeated field, which is one number, or many one behind the other.
    void appendIntegers(std::vector<std::int64_t>& values) const;
    /// Bytes of one float or double, or of many.
    [[nodiscard]] std::span<const std::byte> numbers() const;

private:
    [[nodiscard]] static std::uint64_t varint(std::span<const std::byte>& rest);
    [[nodiscard]] static std::span<const std::byte> take(std::span<const std::byte>& rest, std::uint64_t count);

    std::span<const std::byte> m_rest;
    int m_field = 0;
    int m_wireType = 0;
    std::uint64_t m_varint = 0;
    std::span<const std::byte> m_bytes; ///< bytes of a field that is no varint
};

} // namespace isthmus
