// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <string>

namespace isthmus {

/// 64-bit FNV-1a: a small hash that is the same on every machine. Tells data apart; no protection against intent.
/// Source: Fowler, Noll & Vo, "FNV hash" (IETF draft-eastlake-fnv), section 2
class Fnv
{
public:
    void add(std::uint8_t byte) { m_hash = (m_hash ^ byte) * 0x100000001B3U; }

    /// Bytes of a number, the lowest first.
    void add(std::uint32_t number) { addBytes(number, 4); }
    void add(std::uint64_t number) { addBytes(number, 8); }

    /// Bits of an IEEE float, as add(std::uint32_t) takes them.
    void add(float number) { add(std::bit_cast<std::uint32_t>(number)); }

    [[nodiscard]] std::uint64_t value() const { return m_hash; }

    /// 16 lower-case hex digits.
    [[nodiscard]] std::string text() const
    {
        std::string digits;
        for (int shift = 60; shift >= 0; shift -= 4)
            digits += "0123456789abcdef"[(m_hash >> shift) & 0xF];
        return digits;
    }

private:
    void addBytes(std::uint64_t number, int count)
    {
        for (int i = 0; i < count; ++i)
            add(static_cast<std::uint8_t>(number >> (8 * i)));
    }

    std::uint64_t m_hash = 0xCBF29CE484222325U;
};

} // namespace isthmus
