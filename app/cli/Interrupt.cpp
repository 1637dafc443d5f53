// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <csignal>

namespace isthmus {

namespace {

volatile std::sig_atomic_t interruptSeen = 0;

void restoreDefault()
{
    struct sigaction action = {};
    action.sa_handler = SIG_DFL;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void noteInterrupt(int /*signal*/)
{
    interruptSeen = 1;
    restoreDefault();
}

} // namespace

void catchInterrupt()
{
    struct sigaction action = {};
    action.sa_handler = noteInterrupt;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return interruptSeen != 0;
}

} // namespace isthmus
