// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LatentPlane.h"

#include "ui/theme/Theme.h"
#include "ui/views/latent/CentroidLayer.h"
#include "ui/views/latent/DrawsLayer.h"
#include "ui/views/latent/FocusRing.h"
#include "ui/views/latent/ManifoldLayer.h"
#include "ui/views/latent/ProbeLayer.h"
#include "ui/views/latent/ScatterLayer.h"
#include "ui/views/latent/planeLook.h"
#include "ui/views/latent/pointQueries.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr QRectF kWithoutPoints{-3, -3, 6, 6}; // nearly all of N(0, 1)
constexpr double kPointReach = 8; // px around the pointer in which a point is under it
constexpr double kLoose = 0.6; // the view follows when the points fill less than this share of it
constexpr double kSpare = 0.06; // of the points' extent to each side, so that the view need not follow each of them
constexpr double kParted = 0.45; // partedness from which on class names are shown
constexpr double kUnited = 0.35; // below it they are hidden again
constexpr std::size_t kFew = 50; // points of a class of which its name should hide none

} // namespace

LatentPlane::LatentPlane(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
{
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusProxy(this);
    setAccessibleName(tr("Latent plane"));
    setAccessibleDescription(tr("Arrow keys move the probe, with Shift the plane; + and - zoom"));

    preparePlot(*m_plot);
    makeLayers();
    m_hand = new PlaneHand(*this);
    new FocusRing(this);
    connect(m_plot, &QCustomPlot::afterLayout, this, &LatentPlane::takeSize);
    connect(&Theme::of(this), &Theme::changed, this, &LatentPlane::retheme);
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
    m_draws = std::make_unique<DrawsLayer>(*m_plot, "labels", m_viewport);
    m_centroids = std::make_unique<CentroidLayer>(*m_plot, "labels", m_viewport);
    m_axes = std::make_unique<AxisLayer>(*m_plot, "labels", m_viewport);
    m_probe = std::make_unique<ProbeLayer>(*m_plot, "overlay", m_viewport); // buffered by QCustomPlot itself
}

void LatentPlane::takeSize()
{
    if (m_plot->viewport().size() == m_viewport.size().toSize())
        return;
    m_viewport.resize(m_plot->viewport().size());
    if (m_following)
        fit();
    else
        applyView();
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
    m_haveParted = false;
    applyClasses();
}

void LatentPlane::setHidden(const std::vector<bool>& hidden)
{
    m_hidden = hidden;
    applyClasses();
}

void LatentPlane::setDotScale(double scale)
{
    m_scatter->setDotScale(scale);
    replotSoon();
}

void LatentPlane::setBalance(double balance)
{
    m_balance = balance;
    retheme();
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

void LatentPlane::setPinned(std::optional<QPointF> place)
{
    m_probe->setPinned(place);
    replotProbe();
}

std::optional<QPointF> LatentPlane::pinned() const
{
    return m_probe->pinned();
}

void LatentPlane::setPrior(std::vector<QPointF> places)
{
    if (places == m_draws->places())
        return;
    m_draws->setPlaces(std::move(places));
    replotSoon();
}

void LatentPlane::setWay(std::vector<QPointF> places)
{
    m_probe->setWay(std::move(places));
    replotProbe();
}

void LatentPlane::setManifold(const QImage& image, const QRectF& range)
{
    const bool isOther = image.isNull() != m_manifold->isEmpty();
    m_manifold->setPicture(image, range);
    if (isOther)
        retheme(); // points fade behind a manifold, never without one
    replotSoon();
}

void LatentPlane::setAxisTitles(const QString& across, const QString& up)
{
    m_axes->setTitles(across, up);
    replotSoon();
}

void LatentPlane::setSecondAxisMeasured(bool measured)
{
    m_axes->setSecondAxisMeasured(measured);
    applyCovered();
}

std::vector<QRectF> LatentPlane::namePlates() const
{
    std::vector<QRectF> places;
    for (const CentroidLayer::Plate& plate : m_centroids->readablePlates())
        places.push_back(plate.place);
    return places;
}

void LatentPlane::setCovered(const QMarginsF& covered)
{
    m_axes->setCoveredTop(covered.top());
    if (covered == m_covered)
        return;
    m_covered = covered;
    applyCovered();
    if (m_following)
        follow();
}

void LatentPlane::applyCovered()
{
    m_centroids->setCovered(m_covered);
    replotSoon();
}

std::optional<QRectF> LatentPlane::bounds() const
{
    return points().size() == 0 ? kWithoutPoints : shownBounds(points(), m_hidden);
}

void LatentPlane::fitTo(const QRectF& bounds)
{
    const double x = kSpare * bounds.width();
    const double y = kSpare * bounds.height();
    m_viewport.fit(bounds.adjusted(-x, -y, x, y), m_covered);
}

void LatentPlane::fit()
{
    m_following = true;
    fitTo(bounds().value_or(kWithoutPoints));
    applyView();
}

void LatentPlane::follow()
{
    const std::optional<QRectF> all = bounds();
    if (!all)
        return;
    const QRectF room = m_viewport.uncovered(m_covered);
    const bool isLoose = all->width() < kLoose * room.width() && all->height() < kLoose * room.height();
    const bool isInside = room.left() <= all->left() && all->right() <= room.right() && room.top() <= all->top()
        && all->bottom() <= room.bottom();
    if (isInside && !isLoose)
        return;
    fitTo(*all);
    applyView();
}

void LatentPlane::zoomAt(QPointF pixel, double factor)
{
    m_following = false;
    m_viewport.zoomAt(pixel, factor);
    applyView();
}

void LatentPlane::pan(QPointF pixels)
{
    m_following = false;
    m_viewport.pan(pixels);
    applyView();
}

std::optional<std::size_t> LatentPlane::pointNear(QPointF pixel) const
{
    const double pixels = std::max(kPointReach, m_scatter->dotDiameter() / 2);
    return nearestPoint(points(), m_hidden, m_viewport.toData(pixel), pixels * m_viewport.unitsPerPixel());
}

QPointF LatentPlane::insideOf(QPointF pixel, double edge) const
{
    const QSizeF size = m_viewport.size();
    return {std::clamp(pixel.x(), edge, std::max(size.width() - edge, edge)),
        std::clamp(pixel.y(), edge, std::max(size.height() - edge, edge))};
}

bool LatentPlane::event(QEvent* event)
{
    if (event->type() == QEvent::WindowDeactivate || event->type() == QEvent::Hide)
        m_hand->letGo();
    return QWidget::event(event);
}

void LatentPlane::keyPressEvent(QKeyEvent* event)
{
    if (!m_hand->pressKey(*event))
        QWidget::keyPressEvent(event);
}

void LatentPlane::leaveEvent(QEvent* event)
{
    emit m_hand->pointHovered(std::nullopt, {});
    QWidget::leaveEvent(event);
}

void LatentPlane::applyView()
{
    const QRectF visible = m_viewport.visible();
    m_plot->xAxis->setRange(visible.left(), visible.right());
    // QCPAxis measures from QRect::bottom(), which is the last line inside, not the edge below it.
    const double line = m_viewport.unitsPerPixel();
    m_plot->yAxis->setRange(visible.top() + line, visible.bottom() + line);
    replotSoon();
    emit viewChanged();
}

void LatentPlane::applyClasses()
{
    applyClasses(Theme::of(this).tokens());
}

void LatentPlane::applyClasses(const ThemeTokens& tokens)
{
    const int count = static_cast<int>(m_names.size());
    const double fade = m_manifold->isEmpty() ? 1 : std::min(2 * (1 - m_balance), 1.0);
    m_scatter->setColours(classColours(count, m_hidden, tokens, fade * opacityFor(points().size())));
    applyNames(classClusters(points(), count));
    replotSoon();
}

void LatentPlane::applyNames(const std::vector<std::optional<ClassCluster>>& clusters)
{
    m_haveParted = partedness(clusters) > (m_haveParted ? kUnited : kParted);
    std::vector<CentroidLabel> labels;
    std::vector<std::vector<QPointF>> few = fewPoints(points(), static_cast<int>(m_names.size()), kFew);
    for (std::size_t i = 0; m_haveParted && i < clusters.size(); ++i)
        if (clusters[i] && !isClassHidden(m_hidden, static_cast<std::int32_t>(i)))
            labels.push_back(
                {m_names[static_cast<qsizetype>(i)], clusters[i]->middle, clusters[i]->radius, std::move(few[i])});
    m_centroids->setLabels(std::move(labels));
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
    themePlot(*m_plot, tokens);
    QColor plate = tokens.dark ? tokens.plot : tokens.panel;
    plate.setAlphaF(tokens.dark ? 0.72F : 0.88F);
    m_centroids->setLook(theme.title(), tokens.text, plate);
    m_axes->setLook(theme.small(), theme.title(), tokens.dim, plate);
    m_draws->setLook(tokens.text, tokens.plot);
    m_probe->setLook(tokens.accent, tokens.text, tokens.plot);
    m_manifold->setLook(tokens.plot, manifoldOpacity(m_balance, tokens));
    applyClasses(tokens);
}

void LatentPlane::replotProbe()
{
    emit probeMoved();
    m_plot->layer("overlay")->replot();
}

void LatentPlane::replotSoon()
{
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace isthmus
