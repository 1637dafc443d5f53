// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LatentPlane.h"

#include "ui/theme/Theme.h"
#include "ui/views/latent/CentroidLayer.h"
#include "ui/views/latent/ManifoldLayer.h"
#include "ui/views/latent/ProbeLayer.h"
#include "ui/views/latent/ScatterLayer.h"
#include "ui/views/latent/planeLook.h"
#include "ui/views/latent/pointQueries.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QVBoxLayout>

#include <cmath>

namespace isthmus {

namespace {

constexpr QRectF kWithoutPoints{-3, -3, 6, 6}; // nearly all of N(0, 1)
constexpr double kPointReach = 8; // px around the pointer in which a point is under it
constexpr double kNudge = 4; // px that an arrow key moves the probe
constexpr double kZoomStep = 1.2; // per notch of the wheel
constexpr double kLoose = 0.6; // the view follows when the points fill less than this share of it

/// Numbers on an axis, none of them outside a range that changes.
class BoundedTicker final : public QCPAxisTicker
{
public:
    explicit BoundedTicker(const QCPRange& free)
        : m_free(free)
    {
    }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override
    {
        return m_free.contains(tick) ? QCPAxisTicker::getTickLabel(tick, locale, format, precision) : QString();
    }

private:
    const QCPRange& m_free;
};

/// What the view shows of points; null while they are still to come.
QRectF bounded(const PlanePoints& points)
{
    return points.size() == 0 ? kWithoutPoints : coreBounds(points);
}

} // namespace

LatentPlane::LatentPlane(QWidget* parent)
    : QWidget(parent)
    , m_numbered(std::make_unique<QCPRange>())
    , m_plot(new QCustomPlot(this))
{
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusProxy(this);
    setAccessibleName(tr("Latent plane"));

    preparePlot(*m_plot);
    m_plot->yAxis->setTicker(QSharedPointer<BoundedTicker>::create(*m_numbered));
    makeLayers();
    connectMouse();
    connect(m_plot, &QCustomPlot::afterLayout, this, [this] {
        if (m_plot->viewport().size() != m_viewport.size().toSize()) {
            m_viewport.resize(m_plot->viewport().size());
            if (m_following)
                follow();
            applyView();
        }
    });
    connect(&Theme::of(this), &Theme::changed, this, &LatentPlane::retheme);
    setTool(PlaneTool::Probe);
    m_viewport.fit(kWithoutPoints);
    retheme();
}

LatentPlane::~LatentPlane() = default;

void LatentPlane::makeLayers()
{
    m_plot->addLayer("manifold", m_plot->layer("grid"), QCustomPlot::limBelow);
    m_plot->addLayer("labels", m_plot->layer("main"), QCustomPlot::limAbove);
    m_manifold = std::make_unique<ManifoldLayer>(*m_plot, "manifold", m_viewport);
    m_scatter = std::make_unique<ScatterLayer>(*m_plot, "main", m_viewport);
    m_centroids = std::make_unique<CentroidLayer>(*m_plot, "labels", m_viewport);
    m_probe = std::make_unique<ProbeLayer>(*m_plot, "overlay", m_viewport); // buffered by QCustomPlot itself
}

void LatentPlane::connectMouse()
{
    m_plot->setMouseTracking(true);
    connect(m_plot, &QCustomPlot::mousePress, this, &LatentPlane::press);
    connect(m_plot, &QCustomPlot::mouseMove, this, &LatentPlane::move);
    connect(m_plot, &QCustomPlot::mouseRelease, this, &LatentPlane::release);
    connect(m_plot, &QCustomPlot::mouseWheel, this, &LatentPlane::wheel);
}

void LatentPlane::setPoints(PlanePoints points)
{
    m_scatter->setPoints(std::move(points));
    if (m_following)
        follow();
    applyClasses();
}

const PlanePoints& LatentPlane::points() const
{
    return m_scatter->points();
}

void LatentPlane::setClasses(const QStringList& names)
{
    m_names = names;
    applyClasses();
}

void LatentPlane::setHidden(const std::vector<bool>& hidden)
{
    m_hidden = hidden;
    applyClasses();
}

void LatentPlane::setProbe(std::optional<QPointF> place)
{
    if (place == m_probe->probe())
        return;
    m_probe->setProbe(place);
    replotProbe();
}

std::optional<QPointF> LatentPlane::probe() const
{
    return m_probe->probe();
}

void LatentPlane::setHighlighted(std::optional<QPointF> place)
{
    m_probe->setHovered(place);
    replotProbe();
}

void LatentPlane::setPrior(std::vector<QPointF> places)
{
    m_probe->setPrior(std::move(places));
    replotProbe();
}

void LatentPlane::setWay(std::vector<QPointF> places)
{
    m_probe->setWay(std::move(places));
    replotProbe();
}

void LatentPlane::setManifold(const QImage& image, const QRectF& range)
{
    m_manifold->setPicture(image, range);
    replotSoon();
}

void LatentPlane::setSecondAxisMeasured(bool measured)
{
    m_plot->yAxis->setTickLabels(measured);
    replotSoon();
}

void LatentPlane::setCovered(int height)
{
    m_covered = height;
    applyNumbers();
    replotSoon();
}

void LatentPlane::setTool(PlaneTool tool)
{
    m_tool = tool;
    m_plot->setCursor(tool == PlaneTool::Probe ? Qt::CrossCursor : Qt::OpenHandCursor);
}

void LatentPlane::fit()
{
    m_following = true;
    if (const QRectF bounds = bounded(points()); !bounds.isNull())
        m_viewport.fit(bounds);
    applyView();
}

void LatentPlane::follow()
{
    const QRectF bounds = bounded(points());
    const QRectF visible = m_viewport.visible();
    const bool isLoose = bounds.width() < kLoose * visible.width() && bounds.height() < kLoose * visible.height();
    if (bounds.isNull() || (visible.contains(bounds) && !isLoose))
        return;
    m_viewport.fit(bounds);
    applyView();
}

void LatentPlane::press(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    m_lastPixel = event->position();
    const bool isLeft = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton || (isLeft && m_tool == PlaneTool::Pan)) {
        m_hand = Hand::Panning;
        m_plot->setCursor(Qt::ClosedHandCursor);
    } else if (isLeft) {
        m_hand = Hand::Probing;
        emit pointHovered(std::nullopt, {});
        moveProbe(m_viewport.toData(event->position()));
    }
}

void LatentPlane::move(QMouseEvent* event)
{
    const QPointF pixel = event->position();
    if (m_hand == Hand::Probing) {
        moveProbe(m_viewport.toData(pixel));
    } else if (m_hand == Hand::Panning) {
        m_following = false;
        m_viewport.pan(pixel - m_lastPixel);
        applyView();
    } else {
        hover(pixel);
    }
    m_lastPixel = pixel;
}

void LatentPlane::release(QMouseEvent*)
{
    m_hand = Hand::Free;
    setTool(m_tool);
}

void LatentPlane::wheel(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0)
        return;
    m_following = false;
    m_viewport.zoomAt(event->position(), std::pow(kZoomStep, notches));
    applyView();
}

void LatentPlane::keyPressEvent(QKeyEvent* event)
{
    const auto nudge = [&](double right, double up) {
        const QPointF from = m_probe->probe().value_or(m_viewport.visible().center());
        moveProbe(from + QPointF(right, up) * kNudge * m_viewport.unitsPerPixel());
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return nudge(-1, 0);
    case Qt::Key_Right:
        return nudge(1, 0);
    case Qt::Key_Up:
        return nudge(0, 1);
    case Qt::Key_Down:
        return nudge(0, -1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LatentPlane::leaveEvent(QEvent* event)
{
    emit pointHovered(std::nullopt, {});
    QWidget::leaveEvent(event);
}

void LatentPlane::moveProbe(QPointF place)
{
    setProbe(place);
    emit probeMoved(place);
}

void LatentPlane::hover(QPointF pixel)
{
    const double reach = kPointReach * m_viewport.unitsPerPixel();
    emit pointHovered(nearestPoint(points(), m_hidden, m_viewport.toData(pixel), reach), pixel.toPoint());
}

void LatentPlane::applyView()
{
    const QRectF visible = m_viewport.visible();
    m_plot->xAxis->setRange(visible.left(), visible.right());
    // QCPAxis measures from QRect::bottom(), which is the last line inside, not the edge below it.
    const double line = m_viewport.unitsPerPixel();
    m_plot->yAxis->setRange(visible.top() + line, visible.bottom() + line);
    applyNumbers();
    replotSoon();
    emit viewChanged();
}

void LatentPlane::applyNumbers()
{
    const int number = QFontMetrics(m_plot->yAxis->tickLabelFont()).height();
    const double lowest = m_viewport.size().height() - 2 * number; // below it stand the numbers of the other axis
    m_numbered->lower = m_viewport.toData({0, lowest}).y();
    m_numbered->upper = m_viewport.toData(QPointF(0, m_covered + number / 2.0)).y();
}

void LatentPlane::applyClasses()
{
    applyClasses(Theme::of(this).tokens());
}

void LatentPlane::applyClasses(const ThemeTokens& tokens)
{
    m_scatter->setColours(classColours(static_cast<int>(m_names.size()), m_hidden, tokens));
    const auto middles = centroids(points(), static_cast<int>(m_names.size()));
    std::vector<CentroidLabel> labels;
    for (std::size_t i = 0; i < middles.size(); ++i)
        if (middles[i] && !isClassHidden(m_hidden, static_cast<std::int32_t>(i)))
            labels.push_back({m_names[static_cast<qsizetype>(i)], *middles[i]});
    m_centroids->setLabels(std::move(labels));
    replotSoon();
}

void LatentPlane::retheme()
{
    applyLook(Theme::of(this).tokens());
}

void LatentPlane::draw(QPaintDevice& device, const ThemeTokens& look)
{
    applyLook(look);
    QCPPainter painter(&device);
    m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
    painter.end();
    retheme();
}

void LatentPlane::applyLook(const ThemeTokens& tokens)
{
    const Theme& theme = Theme::of(this);
    themePlot(*m_plot, theme, tokens);
    QColor plate = tokens.dark ? tokens.plot : tokens.panel;
    plate.setAlphaF(tokens.dark ? 0.72F : 0.88F);
    m_centroids->setLook(theme.title(), tokens.text, plate);
    m_probe->setLook(tokens.accent, tokens.text, tokens.plot);
    m_manifold->setLook(tokens.plot, tokens.dark ? 0.30 : 0.11);
    applyClasses(tokens);
}

void LatentPlane::replotProbe()
{
    m_plot->layer("overlay")->replot();
}

void LatentPlane::replotSoon()
{
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace isthmus
