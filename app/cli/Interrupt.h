// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// From now on the first Ctrl-C (or SIGTERM) is noted and the second one ends the program as usual.
void catchInterrupt();

/// Has there been one?
bool interrupted();

} // namespace isthmus
