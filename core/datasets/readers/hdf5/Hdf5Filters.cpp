// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Filters.h"

#include "core/base/Error.h"
#include "core/files/Zlib.h"

#include <algorithm>
#include <array>
#include <span>

namespace isthmus {

namespace {

constexpr std::size_t kChecksumBytes = 4;

/// Filters that people meet. Source: https://github.com/HDFGroup/hdf5_plugins, docs/RegisteredFilterPlugins.md
constexpr std::pair<H5Z_filter_t, const char*> kOtherFilters[] = {{H5Z_FILTER_SZIP, "SZIP"},
    {H5Z_FILTER_NBIT, "the N-bit filter"}, {H5Z_FILTER_SCALEOFFSET, "the scale and offset filter"}, {307, "bzip2"},
    {32000, "LZF"}, {32001, "Blosc"}, {32004, "LZ4"}, {32008, "bitshuffle"}, {32013, "ZFP"}, {32015, "Zstandard"},
    {32026, "Blosc2"}};

std::string nameOfFilter(H5Z_filter_t id)
{
    for (const auto& [known, name] : kOtherFilters)
        if (known == id)
            return name;
    return "filter " + std::to_string(id);
}

/// Fletcher's sum over 16-bit words, the last one filled up by a zero.
/// Source: HDF5 File Format Specification 3.0, appendix on checksums; RFC 1146 has the idea
std::uint32_t fletcher32(std::span<const std::uint8_t> bytes)
{
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const std::uint32_t second = i + 1 < bytes.size() ? bytes[i + 1] : 0U;
        low = (low + (std::uint32_t(bytes[i]) << 8 | second)) % 65535U;
        high = (high + low) % 65535U;
    }
    return high << 16 | low;
}

/// A sum as 65,535 and as 0 is the same: the library writes either.
std::uint32_t withoutCarry(std::uint32_t sum)
{
    return (sum >> 16) % 65535U << 16 | (sum & 0xFFFFU) % 65535U;
}

std::uint32_t checksumBehind(std::span<const std::uint8_t> bytes)
{
    std::uint32_t sum = 0;
    for (std::size_t i = kChecksumBytes; i-- > 0;)
        sum = sum << 8 | bytes[bytes.size() - kChecksumBytes + i];
    return withoutCarry(sum);
}

/// Numbers whose first bytes came first, then all second ones, and so on; what is left over is as it was.
std::vector<std::uint8_t> unshuffled(const std::vector<std::uint8_t>& bytes, std::size_t numberSize)
{
    std::vector<std::uint8_t> out = bytes;
    const std::size_t count = bytes.size() / numberSize;
    for (std::size_t byte = 0; byte < numberSize; ++byte)
        for (std::size_t i = 0; i < count; ++i)
            out[i * numberSize + byte] = bytes[byte * count + i];
    return out;
}

} // namespace

Hdf5Filters::Hdf5Filters(hid_t made, const std::string& where)
    : m_where(where)
{
    const int count = H5Pget_nfilters(made);
    for (unsigned i = 0; i < static_cast<unsigned>(std::max(count, 0)); ++i) {
        std::array<unsigned, 8> values{};
        std::size_t valueCount = values.size();
        const H5Z_filter_t id = H5Pget_filter2(made, i, nullptr, &valueCount, values.data(), 0, nullptr, nullptr);
        if (id != H5Z_FILTER_DEFLATE && id != H5Z_FILTER_SHUFFLE && id != H5Z_FILTER_FLETCHER32)
            throw Error(where + ": expected numbers that are plain or packed by gzip, found ones that are packed by "
                + nameOfFilter(id) + "; where its plugin is installed: h5repack -f NONE OLD.h5 NEW.h5");
        const bool isTwice =
            std::any_of(m_filters.begin(), m_filters.end(), [id](const Filter& filter) { return filter.id == id; });
        if (isTwice)
            throw Error(where + ": expected each filter once, found one twice");
        m_filters.push_back({id, valueCount > 0 ? std::size_t(values[0]) : 1});
    }
}

std::vector<std::uint8_t> Hdf5Filters::undo(
    std::vector<std::uint8_t> stored, std::uint32_t skipped, std::uint64_t size) const
{
    for (std::size_t i = m_filters.size(); i-- > 0;) {
        const Filter& filter = m_filters[i];
        if ((skipped >> i & 1U) != 0)
            continue;
        if (filter.id == H5Z_FILTER_FLETCHER32) {
            if (stored.size() < kChecksumBytes
                || withoutCarry(fletcher32(std::span(stored).first(stored.size() - kChecksumBytes)))
                    != checksumBehind(stored))
                refuse("damaged ones: their checksum differs");
            stored.resize(stored.size() - kChecksumBytes);
        } else if (filter.id == H5Z_FILTER_DEFLATE) {
            std::vector<std::uint8_t> unpacked(sizeBefore(i, skipped, size));
            if (!unpackZlib(stored, unpacked))
                refuse("a chunk that is damaged or unpacks to another size");
            stored = std::move(unpacked);
        } else if (filter.numberSize > 1) {
            stored = unshuffled(stored, filter.numberSize);
        }
    }
    if (stored.size() != size)
        refuse("a chunk of another size");
    return stored;
}

/// Bytes that a filter was given when it was applied.
std::uint64_t Hdf5Filters::sizeBefore(std::size_t filter, std::uint32_t skipped, std::uint64_t size) const
{
    for (std::size_t i = 0; i < filter; ++i)
        if (m_filters[i].id == H5Z_FILTER_FLETCHER32 && (skipped >> i & 1U) == 0)
            size += kChecksumBytes;
    return size;
}

void Hdf5Filters::refuse(const char* found) const
{
    throw Error(m_where + ": expected the numbers that were written, found " + found);
}

} // namespace isthmus
