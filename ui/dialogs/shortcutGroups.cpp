// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcutGroups.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QWidget>

#include <algorithm>

namespace isthmus {
namespace {

/// A part of the program that keys and gestures belong to. No action tells of what a mouse does, so each line of the
/// gestures is held by a test of the widget that takes it.
struct Part
{
    const char* title;
    std::vector<const char*> owners; ///< classes; an action below an object of one of them belongs here
    std::vector<std::pair<const char*, const char*>> gestures; ///< what the hand does, what happens
};

std::vector<Part> parts()
{
    return {
        {QT_TRANSLATE_NOOP("Shortcuts", "Training"), {"isthmus::RunActions"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Enter in a field"), QT_TRANSLATE_NOOP("Shortcuts", "Take what is typed")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Esc in a field"), QT_TRANSLATE_NOOP("Shortcuts", "Take it back")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Plane"), {"isthmus::LatentView"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Left drag"), QT_TRANSLATE_NOOP("Shortcuts", "Move the probe")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Arrows"), QT_TRANSLATE_NOOP("Shortcuts", "Move it a little")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Click on a dot"), QT_TRANSLATE_NOOP("Shortcuts", "Take its sample")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Esc"), QT_TRANSLATE_NOOP("Shortcuts", "Let the sample go")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Point at a dot"), QT_TRANSLATE_NOOP("Shortcuts", "See its image")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Wheel"), QT_TRANSLATE_NOOP("Shortcuts", "Zoom about the pointer")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Middle drag"), QT_TRANSLATE_NOOP("Shortcuts", "Move the plane")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Shift+Arrows"), QT_TRANSLATE_NOOP("Shortcuts", "Move the plane")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Click in legend"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Hide or show a class")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Double click in legend"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Show that class alone")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Pictures"), {"isthmus::HandView", "isthmus::ReconstructionsView"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Click on one of 64"), QT_TRANSLATE_NOOP("Shortcuts", "Take its code")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Click on a row"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Keep that sample")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Curves"), {"isthmus::LossView"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Drag on curves"), QT_TRANSLATE_NOOP("Shortcuts", "Move them")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Wheel on curves"), QT_TRANSLATE_NOOP("Shortcuts", "Zoom")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Double click on curves"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Show the whole run")},
                {QT_TRANSLATE_NOOP("Shortcuts", "+, -, 0, arrows there"),
                    QT_TRANSLATE_NOOP("Shortcuts", "The same by keys")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Files"),
            {"isthmus::FileActions", "isthmus::ImportActions", "isthmus::ExportActions", "isthmus::FigureActions",
                "isthmus::FilmActions"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Drop a file or a folder"), QT_TRANSLATE_NOOP("Shortcuts", "Open it")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Panels"), {"QDockWidget", "isthmus::PanelSteps"},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Click on a title"),
                 QT_TRANSLATE_NOOP("Shortcuts", "Fold or unfold a panel")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Enter on a title"),
                    QT_TRANSLATE_NOOP("Shortcuts", "The same by keys")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Drag a title"), QT_TRANSLATE_NOOP("Shortcuts", "Move a panel")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Right click"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Save or copy its picture")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Layer editor"), {"isthmus::ModelEditor", "isthmus::ModelView"},
            {{"Ins", QT_TRANSLATE_NOOP("Shortcuts", "Add a layer")},
                {"Del", QT_TRANSLATE_NOOP("Shortcuts", "Remove the layer")},
                {"Alt+Up", QT_TRANSLATE_NOOP("Shortcuts", "Move the layer up")},
                {"Alt+Down", QT_TRANSLATE_NOOP("Shortcuts", "Move the layer down")},
                {"Ctrl+Z", QT_TRANSLATE_NOOP("Shortcuts", "Undo")},
                {"Ctrl+Shift+Z", QT_TRANSLATE_NOOP("Shortcuts", "Redo")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Drag a layer"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Move it to another place")}}},
        {QT_TRANSLATE_NOOP("Shortcuts", "Window"), {},
            {{QT_TRANSLATE_NOOP("Shortcuts", "Tab"), QT_TRANSLATE_NOOP("Shortcuts", "Next control")},
                {"Shift+Tab", QT_TRANSLATE_NOOP("Shortcuts", "Previous control")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Space or Enter there"),
                    QT_TRANSLATE_NOOP("Shortcuts", "Press the button")},
                {QT_TRANSLATE_NOOP("Shortcuts", "Alt+letter"), QT_TRANSLATE_NOOP("Shortcuts", "Open a menu")}}},
    };
}

QString translated(const char* text)
{
    return QCoreApplication::translate("Shortcuts", text);
}

QString nameOf(const QAction& action)
{
    const bool isExplained = action.whatsThis() != action.text() && !action.whatsThis().isEmpty();
    return isExplained ? action.whatsThis() : action.text().remove('&').remove("...");
}

/// The last part takes what belongs to none.
std::size_t partOf(const QAction& action, const std::vector<Part>& all)
{
    for (const QObject* owner = action.parent(); owner; owner = owner->parent())
        for (std::size_t i = 0; i < all.size(); ++i)
            if (std::any_of(all[i].owners.begin(), all[i].owners.end(),
                    [owner](const char* name) { return owner->inherits(name); }))
                return i;
    return all.size() - 1;
}

/// The actions below a page, and those of the window around it: it has them in its menus, or the window has them by
/// itself.
QList<QAction*> actionsOf(const QWidget& page)
{
    QList<QAction*> all = page.findChildren<QAction*>();
    for (const QMenu* menu : page.findChildren<QMenu*>())
        all += menu->actions();
    return all + page.window()->actions();
}

} // namespace

std::vector<ShortcutGroup> shortcutGroups(const QWidget& window)
{
    const std::vector<Part> all = parts();
    std::vector<ShortcutGroup> groups;
    for (const Part& part : all)
        groups.push_back({translated(part.title), {}});
    QStringList known;
    for (const QAction* action : actionsOf(window)) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        if (keys.isEmpty() || !action->isVisible() || action->text().isEmpty() || known.contains(keys))
            continue;
        known << keys;
        groups[partOf(*action, all)].lines.push_back({keys, nameOf(*action)});
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& [gesture, what] : all[i].gestures)
            groups[i].lines.push_back({translated(gesture), translated(what)});
    groups.erase(
        std::remove_if(groups.begin(), groups.end(), [](const ShortcutGroup& group) { return group.lines.empty(); }),
        groups.end());
    return groups;
}

} // namespace isthmus
