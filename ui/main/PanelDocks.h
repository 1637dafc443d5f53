// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QSize>
#include <QTimer>

#include <cstddef>
#include <map>
#include <utility>
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

/// The docks around the centre, one for each view, each with a heading that folds it. Gives each dock its width, and in
/// a column the height that its view asks for: again whenever the window or what a view has to show is of another size.
/// Where the user has moved a border, it stays where it is. Belongs to the window.
class PanelDocks : public QObject
{
    Q_OBJECT
public:
    explicit PanelDocks(QMainWindow& window);

    /// Makes the dock of a view that does not stand in the centre, still empty.
    PanelDock* add(const ViewType& type);

    /// @param view    view of the dock, and a child of it
    /// @param button  button for the title bar; null: none
    void setView(PanelDock* dock, QWidget* view, QToolButton* button);

    void arrange();

    /// Puts all docks back to where they stand at first, open and unfolded.
    void reset();

    /// The borders that the user has moved, to be remembered. setKept() takes any number from another version.
    [[nodiscard]] unsigned kept() const { return m_kept; }
    void setKept(unsigned kept) { m_kept = kept; }

    /// The lines that show, fold and float each dock.
    void fill(QMenu* viewMenu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Panel
    {
        PanelDock* dock;
        Qt::DockWidgetArea area;
        FoldingHeading* heading; ///< heading in the title bar or in the view; set with the view
        QWidget* body; ///< widget around the view; null: the view folds by itself
        int height; ///< height before it was folded; 0: unknown
    };

    /// Sizes that the layout was asked for.
    struct Asked
    {
        QList<int> sizes;
        int turns = 0; ///< turns in a row in which it has not reached them
    };

    enum Kept : unsigned { kWidths = 1, kBottom = 2, kLeftHeights = 4, kRightHeights = 8 };

    /// The heights of an area among what may be kept.
    [[nodiscard]] static unsigned heightsOf(Qt::DockWidgetArea area);
    [[nodiscard]] std::vector<QSize> sizes() const; ///< sizes of all docks
    /// Keeps what the user has dragged.
    void takeDragged();
    /// The docks that are seen in an area, from top to bottom.
    [[nodiscard]] std::vector<Panel*> column(Qt::DockWidgetArea area);
    [[nodiscard]] static bool isStacked(const std::vector<Panel*>& column);
    /// @param below  height of what lies under the column, before the window is shown
    void fitToContent(Qt::DockWidgetArea area, int below);
    /// Resizes as QMainWindow::resizeDocks() does, but asks for no size that is there already or cannot be.
    void resize(const QList<QDockWidget*>& docks, const QList<int>& sizes, Qt::Orientation orientation);
    /// Lets folded panels be as high as their headings, and the last of a column higher.
    void limitBodies();
    /// Remembers the height of a panel that is folded, in a column whose heights are kept, and restores it. A neighbour
    /// takes and gives the difference, and the rest of the column stays where it is.
    void takeFold(std::size_t index, bool open);
    /// @param heights  heights of the column's docks before the panel was folded or unfolded
    void giveHeights(qsizetype own, const std::vector<Panel*>& column, QList<int> heights);
    /// The next panel below that is not folded, or else above; -1: there is none, or no panel needs to take the room
    /// below the last one.
    [[nodiscard]] static qsizetype neighbour(const std::vector<Panel*>& column, qsizetype own);

    QMainWindow& m_window;
    std::vector<Panel> m_panels; // in the order of viewTypes()
    QTimer m_soon; ///< arranges
    /// Sizes of the docks before a border was dragged; empty: no border is being dragged.
    std::vector<QSize> m_beforeDrag;
    std::map<std::pair<const QDockWidget*, Qt::Orientation>, Asked> m_asked;
    unsigned m_kept = 0; ///< flags of Kept
    bool m_isResetting = false;
};

} // namespace isthmus
