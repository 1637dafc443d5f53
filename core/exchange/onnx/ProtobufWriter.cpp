// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/ProtobufWriter.h"

#include "core/exchange/onnx/wireTypes.h"

#include <bit>

namespace isthmus {

namespace {

} // namespace

void ProtobufWriter::varint(std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        m_bytes += static_cast<char>((value & 0x7F) | 0x80);
    m_bytes += static_cast<char>(value);
}

void ProtobufWriter::key(int field, int wireType)
{
    varint(static_cast<std::uint64_t>(field) << 3 | static_cast<std::uint64_t>(wireType));
}

void ProtobufWriter::integer(int field, std::int64_t value)
{
    key(field, kVarint);
    varint(static_cast<std::uint64_t>(value));
}

void ProtobufWriter::number(int field, float value)
{
    key(field, kFixed32);
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8)
        m_bytes += static_cast<char>(bits >> shift & 0xFF);
}

void ProtobufWriter::text(int field, const std::string& value)
{
    bytes(field, std::as_bytes(std::span(value)));
}

void ProtobufWriter::bytes(int field, std::span<const std::byte> value)
{
    key(field, kLengthDelimited);
    varint(value.size());
    m_bytes.append(reinterpret_cast<const char*>(value.data()), value.size());
}

} // namespace isthmus
