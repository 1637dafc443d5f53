// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"
#include "tests/Patience.h"

namespace isthmus::test {

/// Calls take() until its result is not null, and returns that.
template <typename Take>
auto awaited(const Take& take)
{
    auto result = take();
    (void)waitFor([&] { return result || (result = take()); });
    return result;
}

/// The trainer's state as a run file would keep it.
inline std::shared_ptr<const Checkpoint> checkpointOf(Trainer& trainer)
{
    trainer.requestCheckpoint();
    return awaited([&] { return trainer.takeCheckpoint(); });
}

} // namespace isthmus::test
