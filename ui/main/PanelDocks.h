// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <cstddef>
#include <vector>

class QDockWidget;
class QMainWindow;
class QMenu;
class QToolButton;
class QWidget;

namespace isthmus {

class FoldingHeading;
class PanelDock;
struct ViewType;

/// The docks around the centre, one for each view, each with a heading that folds it. Knows where a dock stands at
/// first and how high it wants to be. Belongs to the window.
class PanelDocks : public QObject
{
    Q_OBJECT
public:
    explicit PanelDocks(QMainWindow& window);

    /// Makes the dock of a view that does not stand in the centre, still empty.
    PanelDock* add(const ViewType& type);

    /// @param view    a child of the dock
    /// @param button  for the title bar; null: none
    void setView(PanelDock* dock, QWidget* view, QToolButton* button);

    /// Gives each dock its width, and in the left column the height that its view asks for; again whenever the window
    /// has another size, until the user moves a border or leaveAsIs() is called.
    void arrange();
    /// The same, unless the user has moved a border since, or leaveAsIs() was called.
    void arrangeAgain();
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
        PanelDock* dock;
        Qt::DockWidgetArea area;
        FoldingHeading* heading; ///< in the title bar or in the view; set with the view
        int height; ///< before it was folded; 0: unknown
    };

    /// Gives each dock of a column the height that its view asks for, and the last one the rest.
    /// @param below  height of what lies under the column
    void fitToContent(const QList<QDockWidget*>& column, int below);
    /// Remembers the height of a panel that is folded, and gives it back. A neighbour takes and gives the difference,
    /// and the rest of the column stays where it is.
    void keepHeights(std::size_t index, bool open);
    /// @param heights  of the column's docks before the panel was folded or unfolded
    void giveHeights(const Panel& panel, qsizetype own, const QList<QDockWidget*>& column, QList<int> heights);
    /// The docks that stand in a column with this one, itself too, from top to bottom.
    [[nodiscard]] QList<QDockWidget*> columnOf(QDockWidget* dock) const;
    /// The next panel below that is not folded, or else above; -1: there is none.
    [[nodiscard]] qsizetype neighbour(const QList<QDockWidget*>& column, qsizetype own) const;

    QMainWindow& m_window;
    std::vector<Panel> m_panels; // in the order of viewTypes()
    bool m_arranges = false;
    bool m_isResetting = false;
};

} // namespace isthmus
