// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/LossPlot.h"

#include "ui/theme/Theme.h"
#include "ui/views/loss/AxisTitles.h"
#include "ui/views/loss/CurveRange.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kMarkerGap = 60; // px
constexpr std::size_t kManyEpochs = 200; // from here on the joints of a line are not seen, but cost ten times its time
constexpr double kLone = 5; // px, diameter of a value alone
constexpr double kDotGap = 10; // px that an epoch has at least where its held-out value has a dot

std::size_t indexOf(Quantity quantity)
{
    return static_cast<std::size_t>(quantity);
}

bool isPositive(const std::vector<CurvePoint>& points)
{
    return std::all_of(points.begin(), points.end(), [](const CurvePoint& point) { return point.low > 0; });
}

QColor faint(Quantity quantity, const ThemeTokens& look)
{
    QColor colour = curveColor(quantity, look);
    colour.setAlphaF(look.dark ? 0.4F : 0.3F);
    return colour;
}

/// One value of each point as QCustomPlot wants it.
template <typename Value>
QVector<QCPGraphData> graphData(const std::vector<CurvePoint>& points, Value value)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<int>(points.size()));
    for (const CurvePoint& point : points)
        data.append({point.epoch, value(point)});
    return data;
}

} // namespace

QColor curveColor(Quantity quantity, const ThemeTokens& look)
{
    switch (quantity) {
    case Quantity::Total:
        return look.accent;
    case Quantity::Reconstruction:
        return look.good;
    case Quantity::Kl:
        break;
    }
    return look.dark ? classColor(4).lighter(175) : classColor(4);
}

QColor heldOutColor(Quantity quantity, const ThemeTokens& look)
{
    const QColor curve = curveColor(quantity, look);
    if (quantity == Quantity::Total)
        return look.warning;
    return look.dark ? curve.lighter(125) : curve.darker(125);
}

LossPlot::LossPlot(QWidget* parent)
    : NavigablePlot(parent)
    , m_markers(new KnobMarkers(xAxis))
    , m_titles(new AxisTitles(this))
{
    setMinimumSize(160, 80);
    setAccessibleName(tr("Loss over epochs"));
    makeCurves();
    connect(this, &QCustomPlot::beforeReplot, this, &LossPlot::prepare);
    connect(&Theme::of(this), &Theme::changed, this, &LossPlot::applyTheme);
    applyTheme();
}

void LossPlot::makeCurves()
{
    for (const Quantity quantity : kAllQuantities) {
        Curve& curve = m_graphs[indexOf(quantity)];
        curve.band = new CurveBand(xAxis, yAxis);
        for (QCPGraph** graph : {&curve.steps, &curve.smooth, &curve.heldOut})
            *graph = addGraph(xAxis, yAxis);
    }
}

void LossPlot::applyTheme()
{
    applyLook(Theme::of(this).tokens());
    replot();
}

void LossPlot::drawTo(QPaintDevice& device, QPoint place, const ThemeTokens& look)
{
    applyLook(look);
    prepare();
    QCPPainter painter(&device);
    painter.translate(place);
    toPainter(&painter, width(), height());
    painter.end();
    applyLook(Theme::of(this).tokens());
}

void LossPlot::applyLook(const ThemeTokens& look)
{
    m_look = &look;
    setBackground(look.panel);
    for (QCPAxis* axis : {xAxis, yAxis, yAxis2})
        styleAxis(axis, look);
    yAxis2->setTickLabelColor(curveColor(Quantity::Kl, look));
    for (const Quantity quantity : kAllQuantities) {
        const Curve& curve = m_graphs[indexOf(quantity)];
        curve.smooth->setPen(QPen(curveColor(quantity, look), 2));
        curve.steps->setPen(QPen(faint(quantity, look), 1));
        curve.band->setColor(faint(quantity, look));
        curve.heldOut->setPen(QPen(heldOutColor(quantity, look), 1.5));
    }
    const QFont font = Theme::of(this).small();
    m_markers->setLook(look.warning, look.panel, font);
    m_titles->setLook(look.dim, curveColor(Quantity::Kl, look), font);
    axisRect()->setMinimumMargins({50, m_titles->height(), 12, 20});
}

void LossPlot::setShown(Quantity quantity, bool shown)
{
    m_shown[indexOf(quantity)] = shown;
    replot();
}

void LossPlot::setLogScale(bool wanted)
{
    m_logWanted = wanted;
    setFollowing(true);
    replot();
}

void LossPlot::setUnits(const QString& loss, const QString& kl)
{
    m_unit = loss;
    m_klUnit = kl;
    replot();
}

bool LossPlot::refresh(const RunHistory& history)
{
    takeOver(history);
    replot();
    return !m_curves.lacks(history.steps);
}

void LossPlot::takeOver(const RunHistory& history)
{
    if (history.revision != m_revision) {
        m_curves.clear();
        m_heldOut.clear();
        m_changes.clear();
        m_revision = history.revision;
        setFollowing(true);
    }
    m_curves.append(history.steps);
    for (std::size_t i = m_heldOut.size(); i < history.evaluations.size(); ++i)
        m_heldOut.push_back(history.evaluations[i]);
    for (std::size_t i = m_changes.size(); i < history.knobChanges.size(); ++i)
        m_changes.push_back(markerOf(history.knobChanges[i], history.steps));
}

void LossPlot::prepare()
{
    if (isFollowing())
        xAxis->setRange(0, followedEnd(m_curves.lastEpoch()));
    const int columns = std::max(axisRect()->width(), 100);
    bool positive = true;
    for (const Quantity quantity : kAllQuantities) {
        std::vector<CurvePoint>& points = m_points[indexOf(quantity)];
        points.clear();
        if (isShown(quantity))
            points = m_curves.points(quantity, xAxis->range().lower, xAxis->range().upper, columns);
        if (axisOf(quantity) == yAxis)
            positive = positive && isPositive(points);
        fill(quantity, points);
    }
    yAxis2->setVisible(!isBlank() && isShown(Quantity::Kl) && axisOf(Quantity::Kl) == yAxis2);
    setScale(m_logWanted && positive);
    if (isFollowing()) {
        fitValues(yAxis);
        fitValues(yAxis2);
    }
    setPlottingHint(QCP::phFastPolylines, m_heldOut.size() > kManyEpochs);
    yAxis->setTickLabels(!isBlank());
    yAxis->grid()->setVisible(!isBlank());
    showTitles();
    chooseTicker();
    prepareMarkers();
}

void LossPlot::showTitles()
{
    const bool isKlAlone = isShown(Quantity::Kl) && axisOf(Quantity::Kl) == yAxis;
    const QString left = isKlAlone ? m_klUnit : m_unit;
    m_titles->setTitles(
        isLogScale() && !isBlank() ? tr("%1, log scale").arg(left) : left, yAxis2->visible() ? m_klUnit : QString());
}

void LossPlot::fill(Quantity quantity, const std::vector<CurvePoint>& points)
{
    const Curve& curve = m_graphs[indexOf(quantity)];
    for (QCPGraph* graph : {curve.steps, curve.smooth, curve.heldOut}) {
        graph->setVisible(isShown(quantity));
        graph->setValueAxis(axisOf(quantity));
    }
    const bool isBand =
        std::any_of(points.begin(), points.end(), [](const CurvePoint& point) { return point.low < point.high; });
    curve.band->setValueAxis(axisOf(quantity));
    curve.band->setPoints(isBand && leads(quantity) ? points : std::vector<CurvePoint>{});
    curve.steps->setVisible(leads(quantity) && !isBand);
    curve.steps->data()->set(graphData(points, [](const CurvePoint& point) { return point.low; }), true);
    curve.smooth->data()->set(graphData(points, [](const CurvePoint& point) { return point.smooth; }), true);
    const QColor colour = curveColor(quantity, *m_look);
    const bool isLone = points.size() == 1; // of which no line can be drawn
    curve.smooth->setScatterStyle({isLone ? QCPScatterStyle::ssDisc : QCPScatterStyle::ssNone, colour, colour, kLone});
    fillHeldOut(quantity);
}

void LossPlot::fillHeldOut(Quantity quantity)
{
    QVector<QCPGraphData> values;
    if (isShown(quantity))
        for (const EvaluationRecord& record : m_heldOut)
            values.append({record.epoch, valueOf(quantity, record)});
    QCPGraph* graph = m_graphs[indexOf(quantity)].heldOut;
    const double visible = std::min(xAxis->range().size(), m_curves.lastEpoch());
    const bool isCrowded = visible * kDotGap > axisRect()->width();
    const QColor dot = heldOutColor(quantity, *m_look);
    graph->setScatterStyle({isCrowded ? QCPScatterStyle::ssNone : QCPScatterStyle::ssDisc, dot, dot, 6});
    graph->data()->set(values, true);
}

void LossPlot::fitValues(QCPAxis* axis)
{
    const bool logarithmic = axis->scaleType() == QCPAxis::stLogarithmic;
    std::optional<ValueRange> all;
    for (const Quantity quantity : kAllQuantities) {
        if (axisOf(quantity) != axis)
            continue;
        const auto range =
            robustRange(m_points[indexOf(quantity)], visibleHeldOut(quantity), xAxis->range().lower <= 0, logarithmic);
        if (range && all)
            all = ValueRange{std::min(all->lower, range->lower), std::max(all->upper, range->upper)};
        else if (range)
            all = range;
    }
    if (all)
        axis->setRange(all->lower, all->upper);
}

std::vector<double> LossPlot::visibleHeldOut(Quantity quantity) const
{
    std::vector<double> values;
    for (const EvaluationRecord& record : m_heldOut)
        if (xAxis->range().contains(record.epoch))
            values.push_back(valueOf(quantity, record));
    return values;
}

void LossPlot::setScale(bool logarithmic)
{
    if (logarithmic == isLogScale())
        return;
    yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    setFollowing(true);
}

void LossPlot::prepareMarkers()
{
    const double epochsPerPixel = xAxis->range().size() / std::max(axisRect()->width(), 1);
    m_markers->setMarkers(merged(m_changes, kMarkerGap * epochsPerPixel));
}

QCPAxis* LossPlot::axisOf(Quantity quantity) const
{
    const bool beside = isShown(Quantity::Total) || isShown(Quantity::Reconstruction);
    return quantity == Quantity::Kl && beside ? yAxis2 : yAxis;
}

bool LossPlot::leads(Quantity quantity) const
{
    const auto first =
        std::find_if(kAllQuantities.begin(), kAllQuantities.end(), [this](Quantity each) { return isShown(each); });
    return first != kAllQuantities.end() && quantity == *first;
}

bool LossPlot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return NavigablePlot::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), m_markers->textAt(help->pos()), this);
    return true;
}

} // namespace isthmus
