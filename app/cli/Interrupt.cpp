// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <csignal>

namespace isthmus {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t interruptSeen = 0;

/// Signals that whoever started the program has switched off stay off: nohup does so, and a shell in the background.
void handle(void (*handler)(int))
{
    for (const int signal : kSignals) {
        struct sigaction action = {};
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
            continue;
        action = {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

void noteInterrupt(int /*signal*/)
{
    interruptSeen = 1;
    handle(SIG_DFL);
}

} // namespace

void catchInterrupt()
{
    handle(noteInterrupt);
}

bool interrupted()
{
    return interruptSeen != 0;
}

} // namespace isthmus
