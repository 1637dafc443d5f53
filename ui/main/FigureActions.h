// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/Drawing.h"
#include "ui/export/FigureOptions.h"
#include "ui/session/Job.h"

#include <QObject>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace isthmus {

class Figure;
class FigureButton;
class FileActions;
class RunSession;

/// Saves and copies what the panels show. Each view of the table that is a Figure gets a menu: at a button of its own,
/// as its context menu and in the File menu. Drawings are recorded at once, and packed and written on a worker thread.
/// Errors are said in one sentence. Lives on the window's thread.
class FigureActions : public QObject
{
    Q_OBJECT
public:
    /// @param files   knows the run's own file, which no picture may replace
    /// @param window  parent of the dialogs
    FigureActions(RunSession& session, const FileActions& files, QWidget* window);

    /// Gives a view its menus.
    /// @return  its button, for the title bar; null: the view is no figure, or has a place for the button itself
    FigureButton* add(const QString& id, const QString& title, QWidget* view);

    /// Adds everything to the menu below File.
    void fill(QMenu* exportMenu);

    /// The menu of a view that is a figure.
    [[nodiscard]] QMenu* menu(const QString& id) const;
    [[nodiscard]] QAction* copyActive() const { return m_copyActive; }
    [[nodiscard]] FigureOptions& options() { return m_options; }

    /// Ids and titles of the views that are figures.
    [[nodiscard]] std::vector<std::pair<QString, QString>> figures() const;
    /// The drawing of a view as it is now; empty if the view is hidden or has nothing to show.
    [[nodiscard]] std::optional<Drawing> draw(const QString& id, double scale) const;

    /// Asks where, and saves the figure of this view.
    void save(const QString& id);
    /// @param path  its ending chooses the format
    void saveTo(const QString& id, const QString& path);
    /// Puts the figure into the clipboard as an image and as SVG.
    void copy(const QString& id);

signals:
    void work(const QString& sentence); ///< the sentence says what is being written; empty: nothing is
    void told(const QString& sentence); ///< the sentence says what has been done, or why it has not

private:
    /// A view that is a figure.
    struct Panel
    {
        QString id;
        QString title;
        QWidget* view;
        Figure* figure;
        QMenu* menu;
        QAction* save;
        QAction* copy;
    };

    [[nodiscard]] const Panel& panel(const QString& id) const;
    [[nodiscard]] const Panel* panelAround(const QWidget* widget) const;
    [[nodiscard]] static bool canDraw(const Panel& panel);
    [[nodiscard]] bool isReady(const Panel& panel);
    [[nodiscard]] QString titleOf(const Panel& panel) const;
    [[nodiscard]] Drawing record(const Panel& panel, double scale) const;
    void makeMenu(Panel& panel);
    void enable();
    void showFault(const QString& sentence);
    void copyActivePanel();

    RunSession& m_session;
    const FileActions& m_files;
    QWidget* m_window;
    FigureOptions m_options;
    QAction* m_copyActive;
    std::vector<Panel> m_panels;
    QString m_active; ///< id of the panel that had the focus last
    Job m_writing; ///< declared after all that it uses
};

} // namespace isthmus
