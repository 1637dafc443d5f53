// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace isthmus {

class FoldingHeading;
class PanelDock;
class PanelHeader;

/// Title bar of a dock: a heading that folds the dock, and buttons to float and close it that show while the pointer is
/// over the bar, one of them has the focus, or the dock floats. Dragging it moves the dock, once the pointer has left
/// the bar upwards or downwards: a hand that has missed a slider close to it only goes along the bar.
class DockTitleBar : public QWidget
{
    Q_OBJECT
public:
    /// @param isSlim  no heading, since the view has one itself: the bar is a place to take hold of the dock
    DockTitleBar(PanelDock* dock, bool isSlim);

    /// Puts the buttons that float and close the dock into a row of the view, and shows them when the pointer is there.
    void moveButtonsTo(PanelHeader& header);

    /// Adds a button that is always shown, behind the others.
    void addButton(QToolButton* button);

    /// The heading of the bar; null for a slim bar.
    [[nodiscard]] FoldingHeading* heading() const { return m_heading; }

    [[nodiscard]] QSize sizeHint() const override { return {QWidget::sizeHint().width(), m_height}; }

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addButton(QToolButton*& button, const QString& name, const QString& toolTip);
    /// Forgets the pointer when the bar moves elsewhere, away from under it: no event says that the pointer has left.
    void forgetPointer();
    void showIcons();

    const PanelDock& m_dock;
    const int m_height; // a dock asks the hint alone
    FoldingHeading* m_heading = nullptr;
    QWidget* m_row = nullptr; ///< row of the view that has the buttons; null: they are in this bar
    QToolButton* m_float = nullptr;
    QToolButton* m_close = nullptr;
    bool m_isDragged = false; ///< whether the pointer has left the bar since it was pressed there
};

} // namespace isthmus
