// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Paths are UTF-8 here, as run files and the window need them. A file system takes any bytes.
/// @throws Error if this one is not, or stands for a name with other bytes that could not be shown
void requireUtf8(const std::string& path);

} // namespace isthmus
