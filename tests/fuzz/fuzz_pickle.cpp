// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/Pickle.h"

#include <cstdlib>

using namespace isthmus;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static_cast<void>(looksLikePickle({bytes, size}));
    try {
        const Pickle pickle({bytes, size}, "x");
        for (const char* key : {"data", "labels", "label_names"})
            if (const PickleValue* value = pickle.root().find(key); value && value->text.size() > size)
                std::abort();
    } catch (const Error&) {
    }
    return 0;
}
