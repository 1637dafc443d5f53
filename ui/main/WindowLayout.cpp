// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/WindowLayout.h"

#include "ui/main/PanelDocks.h"
#include "ui/views/views.h"
#include "ui/widgets/FoldingHeading.h"

#include <QByteArray>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QStringList>
#include <QWidget>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kBorder = 4; // px, about what the desktop draws around a window
constexpr int kTitleBar = 32; // px, above it
constexpr QSize kFrame{8, 40}; // px, both together
constexpr const char* kGeometry = "window/geometry";
constexpr const char* kState = "window/state";
constexpr const char* kFolded = "window/folded"; // names of headings
constexpr const char* kKept = "window/kept"; // borders
constexpr const char* kTheme = "window/theme";
constexpr const char* kWorkspace = "window/workspaces/%1"; // id

/// The version of the set of docks: another set starts from the default layout.
int layoutVersion()
{
    QByteArray ids;
    for (const ViewType& type : viewTypes())
        ids += QByteArray(type.id) + ' ';
    return qChecksum(ids);
}

/// How the panels of a page stand.
struct Panels
{
    QByteArray state;
    unsigned kept = 0;
    QStringList folded; ///< names of headings
};

Panels panelsOf(const QMainWindow& page, const PanelDocks& docks)
{
    Panels panels{page.saveState(layoutVersion()), docks.kept(), {}};
    for (const FoldingHeading* heading : page.findChildren<FoldingHeading*>())
        if (!heading->isChecked())
            panels.folded << heading->objectName();
    return panels;
}

void setFolded(QMainWindow& page, const QStringList& folded)
{
    for (FoldingHeading* heading : page.findChildren<FoldingHeading*>())
        heading->setChecked(!folded.contains(heading->objectName()));
}

/// @return whether the page has such panels
bool placePanels(const Panels& panels, QMainWindow& page, PanelDocks& docks)
{
    const bool fits = page.restoreState(panels.state, layoutVersion());
    if (fits)
        docks.setKept(panels.kept);
    return fits;
}

/// Brings a window that was on a larger screen into its present one.
void fitToScreen(QWidget& window)
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

} // namespace

void windowlayout::savePlace(const QWidget& window, ThemeChoice theme)
{
    QSettings settings;
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kTheme, static_cast<int>(theme));
}

void windowlayout::restorePlace(QWidget& window)
{
    if (window.restoreGeometry(QSettings().value(kGeometry).toByteArray()))
        fitToScreen(window);
}

void windowlayout::savePanels(const QMainWindow& page, const PanelDocks& docks)
{
    const Panels panels = panelsOf(page, docks);
    QSettings settings;
    settings.setValue(kState, panels.state);
    settings.setValue(kKept, panels.kept);
    settings.setValue(kFolded, panels.folded);
}

void windowlayout::restorePanels(QMainWindow& page, PanelDocks& docks)
{
    const QSettings settings;
    if (const QVariant folded = settings.value(kFolded); folded.isValid())
        setFolded(page, folded.toStringList());
    placePanels({settings.value(kState).toByteArray(), settings.value(kKept, 0).toUInt(), {}}, page, docks);
}

void windowlayout::saveWorkspace(const QString& id, const QByteArray& layout)
{
    QSettings().setValue(QString(kWorkspace).arg(id), layout);
}

QByteArray windowlayout::savedWorkspace(const QString& id)
{
    return QSettings().value(QString(kWorkspace).arg(id)).toByteArray();
}

void windowlayout::copyPanels(
    const QMainWindow& from, const PanelDocks& docksFrom, QMainWindow& to, PanelDocks& docksTo)
{
    const Panels panels = panelsOf(from, docksFrom);
    setFolded(to, panels.folded);
    placePanels(panels, to, docksTo);
}

QSize windowlayout::roomFor(const QWidget& window)
{
    return window.screen()->availableSize() - kFrame;
}

void windowlayout::followScreen(QWidget& window, const QSize& least)
{
    const QSize room = roomFor(window);
    window.setMinimumSize(least.boundedTo(room));
    if (window.size() != window.size().boundedTo(room))
        fitToScreen(window);
    QObject::connect(
        window.screen(), &QScreen::availableGeometryChanged, &window, [&window, least] { followScreen(window, least); },
        Qt::SingleShotConnection);
}

ThemeChoice windowlayout::rememberedTheme()
{
    const int stored = QSettings().value(kTheme, 0).toInt();
    return stored >= 0 && stored <= static_cast<int>(ThemeChoice::Dark) ? static_cast<ThemeChoice>(stored)
                                                                        : ThemeChoice::System;
}

} // namespace isthmus
