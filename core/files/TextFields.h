// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace isthmus {

/// Keys and values that a picture carries with it, as a PNG's text chunks hold them. UTF-8.
using TextFields = std::vector<std::pair<std::string, std::string>>;

} // namespace isthmus
