// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace isthmus {

/// What a pickle may hold.
enum class PickleOf {
    Arrays, ///< NumPy's, as in CIFAR's files
    Tensors, ///< PyTorch's, as in a state_dict()
};

/// What is made of a name that a pickle may hold, where it is called.
enum class PickleCall { None, Array, Type, Encode, Dictionary, Call };

struct PickleName
{
    std::string_view name; ///< module and name: "numpy dtype"
    PickleOf of;
    PickleCall call;
};

/// The row of a name in the table of those that may stand in a pickle. Null: it is refused.
const PickleName* findPickleName(std::string_view name, PickleOf of);

/// "lists, texts, whole numbers and NumPy arrays".
const char* pickleContents(PickleOf of);

} // namespace isthmus
