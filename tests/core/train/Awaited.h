// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"
#include "tests/Patience.h"

namespace isthmus::test {

/// What take() gives as soon as it is not null.
template <typename Take>
auto awaited(const Take& take)
{
    auto result = take();
    (void)waitFor([&] { return result || (result = take()); });
    return result;
}

/// The trainer's state as it is saved.
inline std::shared_ptr<const Checkpoint> checkpointOf(Trainer& trainer)
{
    trainer.requestCheckpoint();
    return awaited([&] { return trainer.takeCheckpoint(); });
}

} // namespace isthmus::test
