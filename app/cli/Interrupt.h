// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// Notes the first Ctrl-C, SIGTERM or SIGHUP (the terminal was closed) that arrives from now on; the second one ends
/// the program as usual. What was ignored when the program started stays ignored, as nohup wants it.
void catchInterrupt();

/// Has there been one?
bool interrupted();

} // namespace isthmus
