// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"
#include "ui/session/RunSession.h"

namespace isthmus::test {

/// A run that goes on from a checkpoint, for a session to take over.
inline std::shared_ptr<ResumedRun> resumedRun(const RunSpec& run, const Checkpoint& from)
{
    auto resumed = std::make_shared<ResumedRun>();
    resumed->run = run;
    resumed->live = std::make_unique<Trainer>(run, from, 1, RunSession::kNiceness);
    return resumed;
}

} // namespace isthmus::test
