// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/Pickle.h"
#include "core/files/torch/torchTensors.h"

#include <cstdlib>

using namespace isthmus;

namespace {

/// As the index of a file of PyTorch.
void readTensors(const std::uint8_t* bytes, std::size_t size)
{
    try {
        const Pickle pickle({bytes, size}, "x", PickleOf::Tensors);
        static_cast<void>(torchTensors(pickle.root(), "x"));
    } catch (const Error&) {
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static_cast<void>(looksLikePickle({bytes, size}));
    readTensors(bytes, size);
    try {
        const Pickle pickle({bytes, size}, "x");
        for (const char* key : {"data", "labels", "label_names"})
            if (const PickleValue* value = pickle.root().find(key); value && value->text.size() > size)
                std::abort();
    } catch (const Error&) {
    }
    return 0;
}
