// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// The name of a file, without its folder, as Python and the shell write it: 'model.pt'.
std::string quotedForPython(const std::string& path);

} // namespace isthmus
