// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QMenu;
class QToolButton;
class QWidget;

namespace isthmus {

class FoldingHeading;
struct ViewType;

/// The docks around the centre, one for each view, each with a heading that folds it. Knows where a dock stands at
/// first and how high it wants to be. Belongs to the window.
class PanelDocks : public QObject
{
    Q_OBJECT
public:
    explicit PanelDocks(QMainWindow& window);

    /// Makes the dock of a view that does not stand in the centre, still empty.
    QDockWidget* add(const ViewType& type);

    /// @param view    a child of the dock
    /// @param button  for the title bar; null: none
    void setView(QDockWidget* dock, QWidget* view, QToolButton* button);

    /// Gives each dock its width, and in the left column the height that its view asks for; again whenever the window
    /// has another size, until the user moves a border or leaveAsIs() is called.
    void arrange();
    void leaveAsIs() { m_arranges = false; }

    /// Puts all docks back to where they stand at first, open and unfolded.
    void reset();

    /// The lines that show, fold and float each dock.
    void fill(QMenu* viewMenu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Panel
    {
        QDockWidget* dock;
        Qt::DockWidgetArea area;
        FoldingHeading* heading; ///< in the title bar or in the view; set with the view
        int height; ///< before it was folded; 0: it was not
    };

    /// Gives each dock of a column the height that its view asks for, and the last one the rest.
    /// @param below  height of what lies under the column
    void fitToContent(const QList<QDockWidget*>& column, int below);
    /// Remembers the height of a panel that is folded, and gives it back.
    void keepHeight(Panel& panel, bool open);

    QMainWindow& m_window;
    std::vector<Panel> m_panels; // in the order of viewTypes()
    bool m_arranges = false;
};

} // namespace isthmus
