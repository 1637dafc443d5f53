// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include "core/base/endingSignals.h"

#include <cerrno>
#include <csignal>

namespace isthmus {

namespace {

volatile std::sig_atomic_t interruptSeen = 0;

void noteInterrupt(int /*signal*/)
{
    const int error = errno; // of the call that the signal came into
    interruptSeen = 1;
    handleEndingSignals(SIG_DFL);
    errno = error;
}

} // namespace

void catchInterrupt()
{
    handleEndingSignals(noteInterrupt);
}

bool interrupted()
{
    return interruptSeen != 0;
}

} // namespace isthmus
