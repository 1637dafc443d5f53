// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace isthmus {

struct OpenedRun;
struct ResumedRun;

/// What a session takes over of a run that was opened: to go on, or to explore. Slow; any thread.
/// @throws Error if the window cannot show its images, or not even exploring fits into the machine
std::shared_ptr<ResumedRun> takeUp(const OpenedRun& opened);

} // namespace isthmus
