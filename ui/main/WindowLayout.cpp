// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/WindowLayout.h"

#include "ui/main/PanelDocks.h"
#include "ui/widgets/FoldingHeading.h"

#include <QMainWindow>
#include <QScreen>
#include <QSettings>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kVersion = 1; // of the set of docks: another one starts from the default layout
constexpr int kBorder = 4; // px, about what the desktop draws around a window
constexpr int kTitleBar = 32; // px, above it
constexpr const char* kGeometry = "window/geometry";
constexpr const char* kState = "window/state";
constexpr const char* kFolded = "window/folded"; // names of headings
constexpr const char* kKept = "window/kept"; // borders
constexpr const char* kTheme = "window/theme";

} // namespace

void windowlayout::save(const QMainWindow& window, const PanelDocks& docks, ThemeChoice theme)
{
    QSettings settings;
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kState, window.saveState(kVersion));
    settings.setValue(kKept, docks.kept());
    settings.setValue(kTheme, static_cast<int>(theme));
    QStringList folded;
    for (const FoldingHeading* heading : window.findChildren<FoldingHeading*>())
        if (!heading->isChecked())
            folded << heading->objectName();
    settings.setValue(kFolded, folded);
}

void windowlayout::restore(QMainWindow& window, PanelDocks& docks)
{
    const QSettings settings;
    if (const QVariant folded = settings.value(kFolded); folded.isValid())
        for (FoldingHeading* heading : window.findChildren<FoldingHeading*>())
            heading->setChecked(!folded.toStringList().contains(heading->objectName()));
    window.restoreGeometry(settings.value(kGeometry).toByteArray());
    if (!window.restoreState(settings.value(kState).toByteArray(), kVersion))
        return;
    docks.setKept(settings.value(kKept, 0).toUInt());
    fitToScreen(window);
}

void windowlayout::fitToScreen(QMainWindow& window)
{
    const QRect room = window.screen()->availableGeometry().adjusted(kBorder, kTitleBar, -kBorder, -kBorder);
    QRect place = window.geometry();
    if (window.isMaximized() || window.isFullScreen() || room.contains(place))
        return;
    place.setSize(place.size().boundedTo(room.size()));
    place.moveRight(std::min(place.right(), room.right()));
    place.moveBottom(std::min(place.bottom(), room.bottom()));
    place.moveLeft(std::max(place.left(), room.left()));
    place.moveTop(std::max(place.top(), room.top()));
    window.setGeometry(place);
}

ThemeChoice windowlayout::rememberedTheme()
{
    const int stored = QSettings().value(kTheme, 0).toInt();
    return stored >= 0 && stored <= static_cast<int>(ThemeChoice::Dark) ? static_cast<ThemeChoice>(stored)
                                                                        : ThemeChoice::System;
}

} // namespace isthmus
