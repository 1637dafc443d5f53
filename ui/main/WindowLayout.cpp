// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/WindowLayout.h"

#include "ui/widgets/FoldingHeading.h"

#include <QMainWindow>
#include <QSettings>

namespace isthmus {
namespace {

constexpr int kVersion = 1; // of the set of docks: another one starts from the default layout
constexpr const char* kGeometry = "window/geometry";
constexpr const char* kState = "window/state";
constexpr const char* kFolded = "window/folded"; // names of headings
constexpr const char* kTheme = "window/theme";

} // namespace

void windowlayout::save(const QMainWindow& window, ThemeChoice theme)
{
    QSettings settings;
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kState, window.saveState(kVersion));
    settings.setValue(kTheme, static_cast<int>(theme));
    QStringList folded;
    for (const FoldingHeading* heading : window.findChildren<FoldingHeading*>())
        if (!heading->isChecked())
            folded << heading->objectName();
    settings.setValue(kFolded, folded);
}

bool windowlayout::restore(QMainWindow& window)
{
    const QSettings settings;
    if (const QVariant folded = settings.value(kFolded); folded.isValid())
        for (FoldingHeading* heading : window.findChildren<FoldingHeading*>())
            heading->setChecked(!folded.toStringList().contains(heading->objectName()));
    window.restoreGeometry(settings.value(kGeometry).toByteArray());
    return window.restoreState(settings.value(kState).toByteArray(), kVersion);
}

ThemeChoice windowlayout::rememberedTheme()
{
    const int stored = QSettings().value(kTheme, 0).toInt();
    return stored >= 0 && stored <= static_cast<int>(ThemeChoice::Dark) ? static_cast<ThemeChoice>(stored)
                                                                        : ThemeChoice::System;
}

} // namespace isthmus
