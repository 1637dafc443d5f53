// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Zlib.h"

#include "core/files/Gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

namespace isthmus {

namespace {

constexpr std::size_t kZlibHeader = 2;

struct FreeInflater
{
    void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
};
using ZlibInflater = std::unique_ptr<libdeflate_decompressor, FreeInflater>;

} // namespace

bool unpackZlib(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out)
{
    const ZlibInflater state(libdeflate_alloc_decompressor());
    return libdeflate_zlib_decompress(state.get(), packed.data(), packed.size(), out.data(), out.size(), nullptr)
        == LIBDEFLATE_SUCCESS;
}

std::vector<std::uint8_t> unpackZlibHead(std::span<const std::uint8_t> packed, std::size_t wanted)
{
    std::vector<std::uint8_t> head(wanted + kLongestStoredBlock);
    const std::span<const std::uint8_t> deflated = packed.subspan(std::min(packed.size(), kZlibHeader));
    const ZlibInflater state(libdeflate_alloc_decompressor());
    std::size_t size = 0; // is not said unless all fits
    static_cast<void>(
        libdeflate_deflate_decompress(state.get(), deflated.data(), deflated.size(), head.data(), head.size(), &size));
    head.resize(wanted);
    return head;
}

} // namespace isthmus
