// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// Gives SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal or the session was closed) this handler; SIG_DFL lets them
/// end the program again. What was ignored when the program started stays ignored: nohup does so, and a shell for what
/// it runs in the background. Interrupted calls of the system go on. May be called within a handler.
void handleEndingSignals(void (*handler)(int));

} // namespace isthmus
