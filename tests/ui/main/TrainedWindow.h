// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/StatusLine.h"
#include "ui/views/latent/LatentView.h"
#include "ui/views/views.h"
#include "ui/widgets/Figure.h"

namespace isthmus::test {

/// The window, trained for an epoch, with something to see in each panel and a point under the hand.
struct TrainedWindow : OpenWindow
{
    explicit TrainedWindow(const RunSpec& run = windowRun())
        : OpenWindow(run)
    {
        session.stepEpoch();
        shown = rests(7) && waitFor([this] { return !session.selection().code().empty() && showsAll(); });
    }

    [[nodiscard]] bool showsAll()
    {
        const RunHistory& history = session.history();
        if (history.steps.size() != 7 || history.evaluations.size() != 1)
            return false;
        for (const ViewType& type : viewTypes())
            if (const Figure* figure = figureOf(page.view(type.id)); figure && figure->figureSize().isEmpty())
                return false;
        return true;
    }
    [[nodiscard]] Figure& figure(const char* id) { return *figureOf(page.view(id)); }
    [[nodiscard]] LatentView& latent() { return *static_cast<LatentView*>(page.view("latent")); }
    /// Waits until the status line says so.
    [[nodiscard]] bool tells(const QString& start)
    {
        return waitFor([&] { return page.statusLine().sentence().startsWith(start); });
    }

    bool shown = false;
};

} // namespace isthmus::test
