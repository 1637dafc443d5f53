// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/main/WindowFixture.h"
#include "ui/widgets/FoldingHeading.h"

#include <QDockWidget>
#include <QMenu>
#include <QToolButton>

#include <map>
#include <utility>

namespace isthmus::test {

inline FoldingHeading* headingOf(const RunPage& window, const QString& id)
{
    return window.findChild<FoldingHeading*>(id + "/heading");
}

inline QDockWidget* dockOf(const RunPage& window, const QString& id)
{
    return window.findChild<QDockWidget*>(id);
}

inline std::map<QString, QSize> sizesOfDocks(const RunPage& window)
{
    std::map<QString, QSize> sizes;
    for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
        sizes.emplace(dock->objectName(), dock->size());
    return sizes;
}

/// The sizes as soon as several looks in succession see the same: each arrangement may bring another turn of the
/// layout, and docks move for a while. No event says that it was the last one, so that this waits for time to pass.
inline std::map<QString, QSize> settledSizes(const RunPage& window)
{
    constexpr int kLooks = 8;
    std::map<QString, QSize> sizes = sizesOfDocks(window);
    for (int same = 0; same < kLooks; ++same) {
        QTest::qWait(50);
        const std::map<QString, QSize> before = std::exchange(sizes, sizesOfDocks(window));
        if (sizes != before)
            same = 0;
    }
    return sizes;
}

inline QToolButton* buttonCalled(const RunPage& window, const QString& name)
{
    for (QToolButton* button : window.findChildren<QToolButton*>())
        if (button->accessibleName() == name)
            return button;
    return nullptr;
}

/// A window as large as the screen of a test is not.
struct LargeWindow : OpenWindow
{
    explicit LargeWindow(const RunSpec& run = windowRun())
        : OpenWindow(run)
    {
        window.resize(1440, 900);
        (void)settledSizes(page);
    }
};

/// The line of a panel in a part of the View menu, as it stands when that part is opened.
inline QAction* lineOf(const RunPage& window, const QString& part, const QString& panel)
{
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        if (menu->title() != part)
            continue;
        emit menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text() == panel)
                return action;
    }
    return nullptr;
}

} // namespace isthmus::test
