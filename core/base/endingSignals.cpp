// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/endingSignals.h"

#include <csignal>

namespace isthmus {

void handleEndingSignals(void (*handler)(int))
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action = {};
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
            continue;
        action = {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

} // namespace isthmus
