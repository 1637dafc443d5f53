// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/exchange/WeightsImport.h"
#include "tests/core/runs/RunSamples.h"
#include "tests/fuzz/MemoryFile.h"
#include "tests/fuzz/SafetensorsMutator.h"
#include "tests/fuzz/useModel.h"

using namespace isthmus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const fuzz::MemoryFile file(bytes, size);
    try {
        fuzz::useRun(importWeights(file.path(), sampleModel(), sampleCheckpoint().data));
    } catch (const Error&) {
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    return fuzz::mutateSafetensors(bytes, size, room, seed);
}
