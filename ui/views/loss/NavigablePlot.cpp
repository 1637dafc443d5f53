// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/NavigablePlot.h"

#include "ui/theme/Theme.h"
#include "ui/views/loss/LogTicker.h"

#include <algorithm>
#include <cmath>
#include <typeinfo>

namespace isthmus {

namespace {

constexpr double kEven = 3; // largest : smallest value up to which a logarithmic axis is nearly an even one
constexpr double kDecades = 1000; // the same, from which on ticks stand at powers of ten
constexpr int kTicks = 5; // at most, about
constexpr int kTickGap = 24; // px between the numbers of an axis, at least about
constexpr int kLogGap = 17; // px between two numbers of a logarithmic axis
constexpr double kPanned = 0.1; // share of the range that one press of an arrow moves
constexpr double kZoomed = 0.8; // what one press of + leaves of the range

bool isNavigation(int key)
{
    switch (key) {
    case Qt::Key_0:
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
    case Qt::Key_Minus:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return true;
    default:
        return false;
    }
}

/// Moves an axis by a share of what it shows, on its own scale.
void panAxis(QCPAxis& axis, double share)
{
    const QCPRange range = axis.range();
    if (axis.scaleType() == QCPAxis::stLogarithmic)
        axis.setRange(range * std::pow(range.upper / range.lower, share));
    else
        axis.setRange(range + share * range.size());
}

/// Zooms an axis about the middle of its scale.
void zoomAxis(QCPAxis& axis, double factor)
{
    const QCPRange range = axis.range();
    const bool logarithmic = axis.scaleType() == QCPAxis::stLogarithmic;
    axis.scaleRange(factor, logarithmic ? std::sqrt(range.lower * range.upper) : range.center());
}

/// The axis' ticker, made where it has one of another type.
template <typename Ticker>
QSharedPointer<Ticker> useTicker(QCPAxis& axis)
{
    const QCPAxisTicker& present = *axis.ticker();
    if (typeid(present) != typeid(Ticker))
        axis.setTicker(QSharedPointer<Ticker>::create());
    return axis.ticker().template staticCast<Ticker>();
}

} // namespace

NavigablePlot::NavigablePlot(QWidget* parent)
    : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
}

void NavigablePlot::styleAxis(QCPAxis* axis, const ThemeTokens& look)
{
    axis->setBasePen(Qt::NoPen);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabelColor(look.dim);
    axis->setTickLabelFont(Theme::of(this).small());
    axis->setNumberFormat("g");
    axis->grid()->setVisible(axis == yAxis);
    axis->grid()->setPen(QPen(look.line, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

void NavigablePlot::chooseTicker()
{
    const QCPRange range = yAxis->range();
    const bool isLog = yAxis->scaleType() == QCPAxis::stLogarithmic && range.lower > 0;
    const double ratio = isLog ? range.upper / range.lower : 1;
    if (ratio > kDecades)
        useTicker<QCPAxisTickerLog>(*yAxis);
    else if (ratio > kEven)
        useTicker<LogTicker>(*yAxis)->setRoom(axisRect()->height(), kLogGap);
    else
        useTicker<QCPAxisTicker>(*yAxis);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->ticker()->setTickCount(std::clamp(axisRect()->height() / kTickGap, 1, kTicks));
}

void NavigablePlot::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    emit followingChanged();
}

void NavigablePlot::fit()
{
    setFollowing(true);
    replot();
}

void NavigablePlot::pan(double epochs, double values)
{
    setFollowing(false);
    panAxis(*xAxis, epochs);
    for (QCPAxis* axis : {yAxis, yAxis2})
        panAxis(*axis, values);
    replot();
}

void NavigablePlot::zoom(double factor)
{
    setFollowing(false);
    for (QCPAxis* axis : {xAxis, yAxis, yAxis2})
        zoomAxis(*axis, factor);
    replot();
}

bool NavigablePlot::event(QEvent* event)
{
    // These keys are shortcuts of other views too; the plot that has the focus takes them for itself.
    if (event->type() == QEvent::ShortcutOverride && isNavigation(static_cast<QKeyEvent*>(event)->key()))
        event->accept();
    return QCustomPlot::event(event);
}

void NavigablePlot::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (!isNavigation(key))
        return QCustomPlot::keyPressEvent(event);
    if (key == Qt::Key_0)
        fit();
    else if (isBlank())
        return;
    else if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        zoom(kZoomed);
    else if (key == Qt::Key_Minus)
        zoom(1 / kZoomed);
    else if (key == Qt::Key_Left || key == Qt::Key_Right)
        pan(key == Qt::Key_Right ? kPanned : -kPanned, 0);
    else
        pan(0, key == Qt::Key_Up ? kPanned : -kPanned);
}

void NavigablePlot::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && !isBlank())
        setFollowing(false);
    QCustomPlot::mouseMoveEvent(event);
}

void NavigablePlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    fit();
}

void NavigablePlot::wheelEvent(QWheelEvent* event)
{
    if (isBlank())
        return;
    const QRect area = axisRect()->rect();
    const QPointF at = event->position();
    const QList<QCPAxis*> horizontal{xAxis};
    const QList<QCPAxis*> vertical{yAxis, yAxis2};
    const bool overValues = at.x() < area.left() || at.x() > area.right();
    const bool overEpochs = at.y() > area.bottom();
    axisRect()->setRangeZoomAxes(
        overValues ? QList<QCPAxis*>{} : horizontal, overEpochs ? QList<QCPAxis*>{} : vertical);
    axisRect()->setRangeDragAxes(horizontal, vertical);
    setFollowing(false);
    QCustomPlot::wheelEvent(event);
}

void NavigablePlot::paintEvent(QPaintEvent* event)
{
    QCustomPlot::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::of(this).tokens().accent);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace isthmus
