// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PicturePatches.h"
#include "tests/fuzz/Checksums.h"
#include "tests/fuzz/FuzzReader.h"
#include "tests/fuzz/Mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return isthmus::fuzz::readBytes(isthmus::sniffPicture, isthmus::readPicturePatches, bytes, size);
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    size = LLVMFuzzerMutate(bytes, size, room);
    if (seed % 8 != 0)
        isthmus::fuzz::repairPng({bytes, size});
    return size;
}
