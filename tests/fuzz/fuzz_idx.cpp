// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxReader.h"
#include "tests/fuzz/Checksums.h"
#include "tests/fuzz/FuzzReader.h"
#include "tests/fuzz/Mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return isthmus::fuzz::readBytes(isthmus::sniffIdx, isthmus::readIdx, bytes, size);
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    constexpr std::size_t kChoices = 4; // behind the file
    size = LLVMFuzzerMutate(bytes, size, room);
    if (seed % 8 != 0 && size > kChoices)
        isthmus::fuzz::repairGzip({bytes, size - kChoices});
    return size;
}
