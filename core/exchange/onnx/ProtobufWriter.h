// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace isthmus {

/// Builds one message in protobuf's wire format, field by field in the order of the calls.
/// Source: https://protobuf.dev/programming-guides/encoding
class ProtobufWriter
{
public:
    /// A varint: int32, int64, enum, bool. Negative numbers take ten bytes, as the format has it.
    void integer(int field, std::int64_t value);

    /// Four bytes: float.
    void number(int field, float value);

    /// A length and as many bytes: string, bytes, or a message that another writer has built.
    void text(int field, const std::string& value);
    void bytes(int field, std::span<const std::byte> value);
    void message(int field, const ProtobufWriter& value) { text(field, value.m_bytes); }

    [[nodiscard]] const std::string& content() const { return m_bytes; }

private:
    void key(int field, int wireType);
    void varint(std::uint64_t value);

    std::string m_bytes;
};

} // namespace isthmus
