// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Bytes of memory that this machine has, in use or not.
double physicalMemory();

/// A number of bytes for people, in decimal units and three digits: "12.3 MB".
std::string byteText(double bytes);

} // namespace isthmus
