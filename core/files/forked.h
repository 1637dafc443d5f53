// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/FunctionRef.h"

namespace isthmus {

/// How something ended that a copy of this process did.
enum class ForkedEnd {
    Done, ///< also by an exception
    Crashed,
    TooLong
};

/// Does something in a copy of this process, which then ends: a rehearsal of calls of a library that a damaged file may
/// crash or keep busy for ever. Nothing of what it does is seen here but how it ended. Of this process's threads only
/// the caller's is there, so `act` waits for no other one; locks that it needs are held by the caller. Where no process
/// can be had, it is not done, and counts as done.
/// @param seconds  of processor time that it may take
ForkedEnd runForked(FunctionRef<void()> act, int seconds);

} // namespace isthmus
