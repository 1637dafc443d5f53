// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/StackReader.h"
#include "tests/fuzz/FuzzReader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return isthmus::fuzz::readBytes(isthmus::sniffStack, isthmus::readStack, bytes, size);
}
