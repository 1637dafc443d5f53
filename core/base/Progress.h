// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <functional>

namespace isthmus {

/// Hears how much of long work is done, [0, 1], and answers whether it goes on. Called from any thread, by one at a
/// time; may be empty.
using Progress = std::function<bool(double done)>;

/// Long work that was told to stop.
class Cancelled : public Error
{
public:
    using Error::Error;
};

/// @throws Cancelled if the listener says so
inline void report(const Progress& progress, double done)
{
    if (progress && !progress(done))
        throw Cancelled("reading was cancelled");
}

} // namespace isthmus
