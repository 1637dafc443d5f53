// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/torch/TorchFile.h"
#include "tests/fuzz/Checksums.h"
#include "tests/fuzz/MemoryFile.h"
#include "tests/fuzz/Mutate.h"

#include <cstdlib>

using namespace isthmus;

namespace {

/// Elements never outnumber the bytes of the file; a packed archive holds up to a thousand times as many.
void readTensor(TorchFile& file, const TorchTensor& tensor, std::size_t size)
{
    constexpr std::size_t kMostInflation = 1100;
    try {
        if (file.floats(tensor).size() > kMostInflation * size)
            std::abort();
    } catch (const Error&) {
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const fuzz::MemoryFile archive(bytes, size);
    static_cast<void>(torchKindOf(archive.path()));
    try {
        TorchFile file(archive.path());
        std::size_t left = 100; // tensors that share a storage would take their time
        for (const TorchTensor& tensor : file.tensors())
            if (left > 0 && left-- > 0)
                readTensor(file, tensor, size);
    } catch (const Error&) {
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    size = LLVMFuzzerMutate(bytes, size, room);
    if (seed % 8 != 0)
        fuzz::repairZip({bytes, size});
    return size;
}
