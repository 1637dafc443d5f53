// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace isthmus {

struct OpenedRun;
struct ResumedRun;

/// Makes of an opened run what a session takes over: to go on, or to explore. Slow; any thread.
/// @throws Error if the window cannot show its images, or not even exploring fits into the machine
std::shared_ptr<ResumedRun> takeUp(const OpenedRun& opened);

} // namespace isthmus
