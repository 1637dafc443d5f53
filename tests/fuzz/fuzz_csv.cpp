// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvReader.h"
#include "tests/fuzz/FuzzReader.h"

using namespace isthmus;

namespace {

/// What the dialog asks before it reads.
bool sniffTable(const std::string& path)
{
    try {
        const CsvForm form = csvFormOf(path, {});
        if (form.label && *form.label >= form.columns)
            std::abort();
    } catch (const Error&) {
    }
    return sniffCsv(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    return fuzz::readBytes(sniffTable, readCsv, bytes, size);
}
