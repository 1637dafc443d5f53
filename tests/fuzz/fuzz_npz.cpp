// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpzReader.h"
#include "tests/fuzz/Checksums.h"
#include "tests/fuzz/FuzzReader.h"
#include "tests/fuzz/Mutate.h"

using namespace isthmus;

namespace {

/// What the dialog asks before it reads.
bool sniffArrays(const std::string& path)
{
    try {
        static_cast<void>(npzChoices(path));
    } catch (const Error&) {
    }
    return sniffNpz(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return fuzz::readBytes(sniffArrays, readNpz, bytes, size);
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    size = LLVMFuzzerMutate(bytes, size, room);
    if (seed % 8 != 0)
        fuzz::repairZip({bytes, size});
    return size;
}
