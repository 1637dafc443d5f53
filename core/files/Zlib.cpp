// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Zlib.h"

#include <libdeflate.h>

#include <memory>

namespace isthmus {

bool unpackZlib(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out)
{
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> state(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    return libdeflate_zlib_decompress(state.get(), packed.data(), packed.size(), out.data(), out.size(), nullptr)
        == LIBDEFLATE_SUCCESS;
}

} // namespace isthmus
