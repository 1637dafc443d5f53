// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneHand.h"

#include "ui/views/latent/LatentPlane.h"

#include <qcustomplot.h>

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kNudge = 4; // px that an arrow key moves the probe
constexpr double kStep = 40; // px that an arrow key with Shift moves the plane
constexpr double kNotchZoom = 1.2; // per notch of the wheel
constexpr double kClick = 4; // px that a hand may shake during a click
constexpr double kHeldEdge = 10; // px between the plane's edge and a probe that is held there
constexpr int kEdgePace = 16; // ms between two moves of the plane while the probe is held beyond its edge
constexpr double kEdgeShare = 0.04; // of the way beyond the edge, which the plane moves each time
constexpr double kEdgeMost = 5; // px that it moves at the most

double gentle(double way)
{
    return std::clamp(kEdgeShare * way, -kEdgeMost, kEdgeMost);
}

std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return std::nullopt;
    }
}

} // namespace

PlaneHand::PlaneHand(LatentPlane& plane)
    : QObject(&plane)
    , m_plane(plane)
{
    QCustomPlot& plot = plane.plot();
    plot.setMouseTracking(true);
    connect(&plot, &QCustomPlot::mousePress, this, &PlaneHand::press);
    connect(&plot, &QCustomPlot::mouseMove, this, &PlaneHand::move);
    connect(&plot, &QCustomPlot::mouseRelease, this, &PlaneHand::release);
    connect(&plot, &QCustomPlot::mouseWheel, this, &PlaneHand::wheel);
    m_edge.setInterval(kEdgePace);
    connect(&m_edge, &QTimer::timeout, this, &PlaneHand::panAtTheEdge);
    showCursor();
}

void PlaneHand::setTool(PlaneTool tool)
{
    m_tool = tool;
    showCursor();
}

void PlaneHand::showCursor()
{
    if (m_hand == Hand::Panning)
        m_plane.plot().setCursor(Qt::ClosedHandCursor);
    else
        m_plane.plot().setCursor(m_tool == PlaneTool::Probe ? Qt::CrossCursor : Qt::OpenHandCursor);
}

void PlaneHand::press(QMouseEvent* event)
{
    m_plane.setFocus(Qt::MouseFocusReason);
    const bool isLeft = event->button() == Qt::LeftButton;
    const bool isMiddle = event->button() == Qt::MiddleButton;
    if ((!isLeft && !isMiddle) || m_hand != Hand::Free)
        return;
    m_button = event->button();
    m_pressed = m_last = event->position();
    m_mayClick = isLeft;
    m_hand = isMiddle || m_tool == PlaneTool::Pan ? Hand::Panning : Hand::Probing;
    showCursor();
    if (m_hand != Hand::Probing)
        return;
    emit pointHovered(std::nullopt, {});
    moveProbeTo(m_pressed);
}

void PlaneHand::move(QMouseEvent* event)
{
    const QPointF pixel = event->position();
    if (m_mayClick && (pixel - m_pressed).manhattanLength() > kClick) {
        m_mayClick = false;
        if (m_hand == Hand::Probing)
            emit dragged();
    }
    if (m_hand == Hand::Probing)
        moveProbeTo(pixel);
    else if (m_hand == Hand::Panning)
        m_plane.pan(pixel - m_last);
    else
        emit pointHovered(m_plane.pointNear(pixel), pixel.toPoint());
    m_last = pixel;
}

void PlaneHand::release(QMouseEvent* event)
{
    if (m_hand == Hand::Free || event->button() != m_button)
        return;
    const bool isClick = m_mayClick;
    letGo();
    if (isClick)
        click();
}

void PlaneHand::letGo()
{
    m_edge.stop();
    m_hand = Hand::Free;
    m_mayClick = false;
    showCursor();
}

void PlaneHand::click()
{
    if (const std::optional<std::size_t> point = m_plane.pointNear(m_pressed))
        emit pointClicked(*point);
    else
        emit emptyClicked();
}

void PlaneHand::wheel(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        m_plane.zoomAt(event->position(), std::pow(kNotchZoom, notches));
}

void PlaneHand::moveProbeTo(QPointF pixel)
{
    const QPointF inside = m_plane.insideOf(pixel, kHeldEdge);
    if (QRectF(m_plane.plot().rect()).contains(pixel))
        m_edge.stop();
    else if (!m_edge.isActive())
        m_edge.start();
    const QPointF place = m_plane.viewport().toData(m_edge.isActive() ? inside : pixel);
    m_plane.setProbe(place);
    emit probeMoved(place);
}

void PlaneHand::panAtTheEdge()
{
    const QPointF way = m_last - m_plane.insideOf(m_last, kHeldEdge);
    m_plane.pan({-gentle(way.x()), -gentle(way.y())});
    moveProbeTo(m_last);
}

bool PlaneHand::pressKey(const QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape) {
        emit emptyClicked();
        return true;
    }
    const std::optional<QPointF> direction = directionOf(event.key());
    if (!direction || (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return false;
    if (event.modifiers() & Qt::ShiftModifier)
        m_plane.pan(-*direction * kStep);
    else
        nudge(*direction);
    return true;
}

void PlaneHand::nudge(QPointF direction)
{
    const PlaneViewport& viewport = m_plane.viewport();
    const QPointF from = viewport.toPixel(m_plane.probe().value_or(viewport.visible().center()));
    const QPointF wanted = m_plane.insideOf(from, kHeldEdge) + kNudge * direction;
    const QPointF inside = m_plane.insideOf(wanted, kHeldEdge);
    if (inside != wanted)
        m_plane.pan(inside - wanted);
    const QPointF place = viewport.toData(inside);
    m_plane.setProbe(place);
    emit probeMoved(place);
    emit dragged();
}

} // namespace isthmus
