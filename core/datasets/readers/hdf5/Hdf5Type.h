// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberType.h"

#include <optional>
#include <string>

#include <hdf5.h>

namespace isthmus {

/// How the library says that numbers lie, in the engine's words.
struct Hdf5Number
{
    NumberType type = NumberType::F32;
    bool swapped = false; ///< big-endian
};

/// The numbers of a type of the library: integers and IEEE floats of at most 64 bits, and h5py's truth values. Null
/// for anything else. Under Hdf5Use.
std::optional<Hdf5Number> numberOf(hid_t type);

/// What a type that is no number is, for messages: "texts", "references to other objects".
std::string kindOf(hid_t type);

} // namespace isthmus
