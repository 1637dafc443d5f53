// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/StlReader.h"
#include "tests/fuzz/FuzzReader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return isthmus::fuzz::readBytes(isthmus::sniffStl, isthmus::readStl, bytes, size);
}
