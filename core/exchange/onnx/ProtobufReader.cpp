// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/ProtobufReader.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/wireTypes.h"

#include <cstring>

namespace isthmus {

namespace {

[[noreturn]] void refuse(int field, const char* expected)
{
    throw Error("expected " + std::string(expected) + " in field " + std::to_string(field) + ", found another kind");
}

} // namespace

std::uint64_t ProtobufReader::varint(std::span<const std::byte>& rest)
{
    constexpr std::size_t kLongest = 10;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kLongest && i < rest.size(); ++i) {
        const auto byte = std::to_integer<std::uint64_t>(rest[i]);
        value |= (byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            rest = rest.subspan(i + 1);
            return value;
        }
    }
    throw Error("expected a number of at most ten bytes, found no end of one");
}

std::span<const std::byte> ProtobufReader::take(std::span<const std::byte>& rest, std::uint64_t count)
{
    if (count > rest.size())
        throw Error("expected " + std::to_string(count) + " more bytes, found " + std::to_string(rest.size()));
    const std::span<const std::byte> taken = rest.first(static_cast<std::size_t>(count));
    rest = rest.subspan(static_cast<std::size_t>(count));
    return taken;
}

bool ProtobufReader::next()
{
    if (m_rest.empty())
        return false;
    const std::uint64_t key = varint(m_rest);
    m_wireType = static_cast<int>(key & 7);
    constexpr std::uint64_t kMostFields = 1U << 29;
    if (key >> 3 == 0 || key >> 3 >= kMostFields)
        throw Error("expected the number of a field, found " + std::to_string(key >> 3));
    m_field = static_cast<int>(key >> 3);
    switch (m_wireType) {
    case kVarint:
        m_varint = varint(m_rest);
        break;
    case kFixed64:
        m_bytes = take(m_rest, 8);
        break;
    case kFixed32:
        m_bytes = take(m_rest, 4);
        break;
    case kLengthDelimited: {
        const std::uint64_t length = varint(m_rest);
        m_bytes = take(m_rest, length);
        break;
    }
    default:
        throw Error("expected a field of a known kind, found kind " + std::to_string(m_wireType));
    }
    return true;
}

std::int64_t ProtobufReader::integer() const
{
    if (m_wireType != kVarint)
        refuse(m_field, "a whole number");
    return static_cast<std::int64_t>(m_varint);
}

float ProtobufReader::number() const
{
    if (m_wireType != kFixed32)
        refuse(m_field, "a number of 32 bits");
    float value = 0;
    std::memcpy(&value, m_bytes.data(), sizeof(value));
    return value;
}

std::span<const std::byte> ProtobufReader::bytes() const
{
    if (m_wireType != kLengthDelimited)
        refuse(m_field, "bytes");
    return m_bytes;
}

std::string ProtobufReader::text() const
{
    const std::span<const std::byte> letters = bytes();
    return {reinterpret_cast<const char*>(letters.data()), letters.size()};
}

void ProtobufReader::appendIntegers(std::vector<std::int64_t>& values) const
{
    if (m_wireType == kVarint) {
        values.push_back(integer());
        return;
    }
    std::span<const std::byte> rest = bytes();
    while (!rest.empty())
        values.push_back(static_cast<std::int64_t>(varint(rest)));
}

std::span<const std::byte> ProtobufReader::numbers() const
{
    if (m_wireType == kVarint)
        refuse(m_field, "numbers");
    return m_bytes;
}

} // namespace isthmus
