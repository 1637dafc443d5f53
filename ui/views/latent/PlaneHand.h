// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>

#include <optional>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace isthmus {

class LatentPlane;

/// The use of the left button on the plane.
enum class PlaneTool { Probe, Pan };

/// Mouse and keys on the plane. Press and drag moves the probe at once; beyond the edge it stays at the edge while the
/// plane moves along gently. A click, which is a press and release without a drag, takes the point under it. The wheel
/// zooms, the middle button and Shift with an arrow key pan, an arrow key alone nudges the probe.
class PlaneHand : public QObject
{
    Q_OBJECT
public:
    /// @param plane  outlives this
    explicit PlaneHand(LatentPlane& plane);

    void setTool(PlaneTool tool);

    /// Ends a drag whose release another window gets, as when a dialog opens.
    void letGo();

    /// @return whether the key means something here
    bool pressKey(const QKeyEvent& event);

signals:
    void probeMoved(QPointF place);
    void dragged(); ///< the probe was drawn along by the mouse or a key, not just set by a click
    void pointHovered(std::optional<std::size_t> point, QPoint pixel);
    void pointClicked(std::size_t point);
    void emptyClicked(); ///< a click on no point, or Escape

private:
    void press(QMouseEvent* event);
    void move(QMouseEvent* event);
    void release(QMouseEvent* event);
    void wheel(QWheelEvent* event);
    void moveProbeTo(QPointF pixel);
    void panAtTheEdge();
    void click();
    void nudge(QPointF direction);
    void showCursor();

    LatentPlane& m_plane;
    PlaneTool m_tool = PlaneTool::Probe;
    enum class Hand { Free, Probing, Panning } m_hand = Hand::Free;
    Qt::MouseButton m_button = Qt::NoButton; ///< button that began the drag
    bool m_mayClick = false; ///< the left button is down and has not been dragged
    QPointF m_pressed; ///< pixel
    QPointF m_last; ///< pixel
    QTimer m_edge; ///< runs while the probe is held beyond the edge
};

} // namespace isthmus
