// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Gzip.h"

#include "core/base/Error.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace isthmus {

namespace {

/// First buffer: generous for data that packs eight to one, and no more than what a small file may claim.
constexpr std::uint64_t kUsualInflation = 8;
constexpr std::size_t kSmallest = 64 * 1024;

class Inflater
{
public:
    /// Unpacks one member.
    /// @return LIBDEFLATE_SUCCESS, LIBDEFLATE_BAD_DATA or LIBDEFLATE_INSUFFICIENT_SPACE
    libdeflate_result unpack(std::span<const std::uint8_t> in, std::span<std::uint8_t> out)
    {
        return libdeflate_gzip_decompress_ex(
            m_state.get(), in.data(), in.size(), out.data(), out.size(), &m_consumed, &m_produced);
    }

    /// Bytes that the last member took and gave, after LIBDEFLATE_SUCCESS.
    [[nodiscard]] std::size_t consumed() const { return m_consumed; }
    [[nodiscard]] std::size_t produced() const { return m_produced; }

private:
    struct Free
    {
        void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
    };
    std::unique_ptr<libdeflate_decompressor, Free> m_state{libdeflate_alloc_decompressor()};
    std::size_t m_consumed = 0;
    std::size_t m_produced = 0;
};

} // namespace

bool isGzip(std::span<const std::uint8_t> file)
{
    return file.size() >= 3 && file[0] == 0x1F && file[1] == 0x8B && file[2] == 8;
}

std::vector<std::uint8_t> gunzipHead(std::span<const std::uint8_t> file, std::size_t wanted)
{
    std::vector<std::uint8_t> head(wanted + kLongestStoredBlock);
    std::size_t size = 0;
    Inflater inflater;
    while (size < wanted && isGzip(file)) {
        if (inflater.unpack(file, std::span(head).subspan(size)) != LIBDEFLATE_SUCCESS) {
            size = wanted; // the buffer is full up to a match or a block that went beyond its end
            break;
        }
        file = file.subspan(inflater.consumed());
        size += inflater.produced();
    }
    head.resize(std::min(size, wanted));
    return head;
}

bool isBrokenGzip(std::span<const std::uint8_t> file)
{
    std::vector<std::uint8_t> data(kSmallest);
    return Inflater().unpack(file, data) == LIBDEFLATE_BAD_DATA;
}

std::optional<std::vector<std::uint8_t>> gunzipWithin(
    std::span<const std::uint8_t> file, const std::string& where, std::uint64_t most)
{
    const std::uint64_t usual = std::max<std::uint64_t>(kSmallest, kUsualInflation * file.size());
    std::vector<std::uint8_t> data(std::min(most, usual));
    std::size_t size = 0;
    Inflater inflater;
    do {
        const libdeflate_result result = inflater.unpack(file, std::span(data).subspan(size));
        if (result == LIBDEFLATE_SUCCESS) {
            file = file.subspan(inflater.consumed());
            size += inflater.produced();
        } else if (result != LIBDEFLATE_INSUFFICIENT_SPACE) {
            throw Error(where + ": expected a whole gzip file, found one that is damaged or ends early");
        } else if (data.size() >= most) {
            return std::nullopt;
        } else {
            data.resize(std::min<std::uint64_t>(most, 2 * data.size()));
        }
    } while (isGzip(file));
    data.resize(size);
    return data;
}

std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> file, const std::string& where, std::uint64_t expected)
{
    if (auto data = gunzipWithin(file, where, expected))
        return std::move(*data);
    throw Error(
        where + ": expected " + grouped(static_cast<std::int64_t>(expected)) + " bytes when unpacked, found more");
}

} // namespace isthmus
