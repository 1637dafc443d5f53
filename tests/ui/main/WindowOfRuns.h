// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/main/WindowFixture.h"
#include "ui/main/RunTabs.h"
#include "ui/main/RunsActions.h"

#include <QTabBar>

namespace isthmus::test {

/// A window with further runs on the same data, which differ in their seeds.
struct WindowOfRuns : OpenWindow
{
    explicit WindowOfRuns(int runs)
    {
        for (int seed = 2; seed <= runs; ++seed) {
            RunSpec run = session.run();
            run.training.seed = static_cast<std::uint64_t>(seed);
            window.runs().open(run);
        }
    }

    [[nodiscard]] RunSession& run(std::size_t number) { return *bench.runs().at(number); }
    [[nodiscard]] RunPage& pageOf(std::size_t number) { return window.page(run(number)); }
    [[nodiscard]] QTabBar& tabs() { return *window.findChild<QTabBar*>("runs"); }
    [[nodiscard]] RunTabs& strip() { return *window.findChild<RunTabs*>(); }

    /// Trains a batch.
    [[nodiscard]] bool stepOn(RunSession& which)
    {
        const std::int64_t step = which.status().step + 1;
        which.stepBatch();
        return waitFor(
            [&] { return which.status().step == step && which.history().steps.size() == std::size_t(step); });
    }

    void clickTab(int index) { QTest::mouseClick(&tabs(), Qt::LeftButton, {}, tabs().tabRect(index).center()); }
};

} // namespace isthmus::test
