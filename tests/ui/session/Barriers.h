// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"
#include "tests/Patience.h"
#include "ui/session/BackgroundLane.h"
#include "ui/session/RunSession.h"

#include <QObject>

#include <cstdint>
#include <memory>

/// A test that nothing happens is no question of time: it waits for something that comes after what would have
/// happened, and then looks.
namespace isthmus::test {

/// The step at which the run answers a request behind all orders so far; -1: it does not answer. Had one of the orders
/// made it train, it would be another step.
[[nodiscard]] inline std::int64_t stepAfterOrders(RunSession& session)
{
    std::shared_ptr<const Checkpoint> answer;
    QObject listener;
    QObject::connect(&session, &RunSession::checkpointReady, &listener,
        [&answer](const std::shared_ptr<const Checkpoint>& ready) { answer = ready; });
    session.requestCheckpoint();
    return waitFor([&answer] { return answer != nullptr; }) ? answer->step : -1;
}

/// Waits until the lane has done and handed over what was asked of it so far.
[[nodiscard]] inline bool hasCaughtUp(BackgroundLane& lane)
{
    QObject client;
    bool isDone = false;
    lane.request(
        &client, [](Breather&) -> BackgroundLane::Result { return std::make_shared<const int>(0); },
        [&isDone](const BackgroundLane::Result&) { isDone = true; });
    return waitFor([&isDone] { return isDone; });
}

} // namespace isthmus::test
