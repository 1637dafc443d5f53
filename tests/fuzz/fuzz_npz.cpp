// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/NpzReader.h"
#include "tests/fuzz/FuzzReader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static_cast<void>(isthmus::sniffNpz(isthmus::fuzz::MemoryFile(bytes, size).path()));
    return isthmus::fuzz::readBytes(isthmus::readNpz, bytes, size);
}
