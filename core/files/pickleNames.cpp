// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/pickleNames.h"

#include <algorithm>
#include <iterator>

namespace isthmus {

namespace {

/// NumPy's ways of making an array, old and new, and Python 3's of writing bytes in protocol 2; PyTorch's of making a
/// tensor of a storage, and its kinds of storage.
constexpr PickleName kNames[] = {
    {"numpy.core.multiarray _reconstruct", PickleOf::Arrays, PickleCall::Array},
    {"numpy._core.multiarray _reconstruct", PickleOf::Arrays, PickleCall::Array},
    {"numpy ndarray", PickleOf::Arrays, PickleCall::None},
    {"numpy dtype", PickleOf::Arrays, PickleCall::Type},
    {"_codecs encode", PickleOf::Arrays, PickleCall::Encode},
    {"collections OrderedDict", PickleOf::Tensors, PickleCall::Dictionary},
    {"torch._utils _rebuild_tensor_v2", PickleOf::Tensors, PickleCall::Call},
    {"torch._utils _rebuild_parameter", PickleOf::Tensors, PickleCall::Call},
    {"torch FloatStorage", PickleOf::Tensors, PickleCall::None},
    {"torch DoubleStorage", PickleOf::Tensors, PickleCall::None},
    {"torch HalfStorage", PickleOf::Tensors, PickleCall::None},
    {"torch BFloat16Storage", PickleOf::Tensors, PickleCall::None},
    {"torch LongStorage", PickleOf::Tensors, PickleCall::None},
    {"torch IntStorage", PickleOf::Tensors, PickleCall::None},
    {"torch ShortStorage", PickleOf::Tensors, PickleCall::None},
    {"torch CharStorage", PickleOf::Tensors, PickleCall::None},
    {"torch ByteStorage", PickleOf::Tensors, PickleCall::None},
    {"torch BoolStorage", PickleOf::Tensors, PickleCall::None},
};

} // namespace

const PickleName* findPickleName(std::string_view name, PickleOf of)
{
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
        [&](const PickleName& each) { return each.name == name && each.of == of; });
    return found == std::end(kNames) ? nullptr : found;
}

const char* pickleContents(PickleOf of)
{
    return of == PickleOf::Arrays ? "lists, texts, whole numbers and NumPy arrays" : "names, numbers and tensors";
}

} // namespace isthmus
