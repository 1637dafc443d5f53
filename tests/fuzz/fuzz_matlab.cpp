// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/MatlabReader.h"
#include "tests/fuzz/FuzzReader.h"

using namespace isthmus;

namespace {

/// What the dialog asks before it reads.
bool sniffArrays(const std::string& path)
{
    try {
        static_cast<void>(matlabChoices(path));
    } catch (const Error&) {
    }
    return sniffMatlab(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return fuzz::readBytes(sniffArrays, readMatlab, bytes, size);
}
