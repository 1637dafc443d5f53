// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <hdf5.h>

namespace isthmus {

/// Does an object have an attribute of this name? Under Hdf5Use.
bool hasAttribute(hid_t object, const char* name);

/// The text of an attribute of fixed length, at most 255 bytes of it; empty if there is none. Under Hdf5Use.
std::string textAttribute(hid_t object, const char* name);

/// The text of a data set of a group, as textAttribute() has it. Under Hdf5Use.
std::string textMember(hid_t group, const char* name);

} // namespace isthmus
