// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace isthmus {

/// The number of characters that fit on a line: as the terminal behind a file descriptor says, and 80 where there is
/// none.
std::size_t terminalColumns(int descriptor);

} // namespace isthmus
