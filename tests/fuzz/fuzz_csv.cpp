// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/CsvReader.h"
#include "tests/fuzz/FuzzReader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static_cast<void>(isthmus::sniffCsv(isthmus::fuzz::MemoryFile(bytes, size).path()));
    return isthmus::fuzz::readBytes(isthmus::readCsv, bytes, size);
}
