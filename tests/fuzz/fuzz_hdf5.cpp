// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Reader.h"
#include "tests/fuzz/FuzzReader.h"

using namespace isthmus;

namespace {

/// What the dialog asks before it reads.
bool sniffArrays(const std::string& path)
{
    try {
        static_cast<void>(hdf5Choices(path));
    } catch (const Error&) {
    }
    return sniffHdf5(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return fuzz::readBytes(sniffArrays, readHdf5, bytes, size);
}
