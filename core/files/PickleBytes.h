// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/files/pickleNames.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace isthmus {

/// Takes the bytes of a pickle one after another, never beyond their end.
class PickleBytes
{
public:
    PickleBytes(std::span<const std::uint8_t> bytes, const std::string& where, PickleOf of, const std::string& way)
        : m_bytes(bytes)
        , m_where(where)
        , m_contents(pickleContents(of))
        , m_way(way)
    {
    }

    [[noreturn]] void refuse(const std::string& found) const
    {
        throw Error(m_where + ": expected a pickle of " + m_contents + " alone, found " + found
            + "; nothing of it was executed" + (m_way.empty() ? "" : "; ") + m_way);
    }

    [[noreturn]] void refuseDamage() const
    {
        throw Error(m_where + ": expected a whole pickle, found one that is damaged or ends early, at byte "
            + grouped(static_cast<std::int64_t>(m_at)));
    }

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    std::uint8_t next()
    {
        if (m_at == m_bytes.size())
            refuseDamage();
        return m_bytes[m_at++];
    }

    /// Little-endian.
    std::uint64_t unsignedNumber(std::size_t bytes)
    {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            number |= std::uint64_t(next()) << (8 * i);
        return number;
    }

    /// A number of up to 8 bytes in two's complement.
    std::int64_t signedNumber(std::size_t bytes)
    {
        if (bytes > 8)
            refuse("a whole number of more than 64 bits");
        const std::size_t unused = 64 - 8 * bytes;
        return bytes == 0 ? 0 : static_cast<std::int64_t>(unsignedNumber(bytes) << unused) >> unused;
    }

    std::string_view take(std::uint64_t size)
    {
        if (size > m_bytes.size() - m_at)
            refuseDamage();
        const auto* begin = reinterpret_cast<const char*>(m_bytes.data() + m_at);
        m_at += size;
        return {begin, size};
    }

    /// Up to the next end of a line, which goes.
    std::string_view line()
    {
        const auto begin = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at);
        const auto end = std::find(begin, m_bytes.end(), std::uint8_t('\n'));
        if (end == m_bytes.end())
            refuseDamage();
        const std::string_view text = take(static_cast<std::uint64_t>(end - begin));
        ++m_at;
        return text;
    }

private:
    std::span<const std::uint8_t> m_bytes;
    const std::string& m_where;
    const char* m_contents;
    const std::string& m_way; ///< out of what is refused
    std::size_t m_at = 0;
};

} // namespace isthmus
