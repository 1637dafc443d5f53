// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/AxisLayer.h"
#include "ui/views/latent/PlaneHand.h"
#include "ui/views/latent/PlanePoints.h"
#include "ui/views/latent/PlaneViewport.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCustomPlot;
class QPaintDevice;

namespace isthmus {

class CentroidLayer;
class DrawsLayer;
class ManifoldLayer;
class ProbeLayer;
class ScatterLayer;
struct ClassCluster;
struct ThemeTokens;

/// The plane itself: points, class names, manifold and probe on equal axes. Knows nothing of models: it is given
/// coordinates and tells where the hand is, which PlaneHand reads from mouse and keys. A mouse move paints the probe's
/// layer alone.
class LatentPlane : public QWidget
{
    Q_OBJECT
public:
    explicit LatentPlane(QWidget* parent = nullptr);
    ~LatentPlane() override;

    /// Shows other points. The view follows them until the user zooms or pans.
    void setPoints(PlanePoints points);
    [[nodiscard]] const PlanePoints& points() const;
    /// @param names  one per class; empty: points in one colour
    void setClasses(const QStringList& names);
    void setHidden(const std::vector<bool>& hidden);
    /// Makes dots larger than their number alone makes them, by this factor.
    void setDotScale(double scale);
    /// Points against grid, in 0..1: at 0 the points alone are seen, at 1 the manifold alone.
    void setBalance(double balance);

    void setProbe(std::optional<QPointF> place);
    [[nodiscard]] std::optional<QPointF> probe() const;
    void setHighlighted(std::optional<QPointF> place);
    void setPinned(std::optional<QPointF> place);
    [[nodiscard]] std::optional<QPointF> pinned() const;
    void setPrior(std::vector<QPointF> places);
    void setWay(std::vector<QPointF> places);
    /// Shows the manifold's picture over a range; a null image shows none.
    void setManifold(const QImage& image, const QRectF& range);

    void setAxisTitles(const QString& across, const QString& up);
    /// False: the second axis only spreads the points, and shows no numbers.
    void setSecondAxisMeasured(bool measured);
    /// The texts on the axes, as they are drawn.
    [[nodiscard]] std::vector<AxisLayer::Text> axisTexts() const { return m_axes->texts(); }
    /// Pixels that the numbers take at the left and lower edge.
    [[nodiscard]] QMarginsF numberMargins() const { return m_axes->margins(); }
    /// The places where names of classes are drawn.
    [[nodiscard]] std::vector<QRectF> namePlates() const;

    /// Sets how many pixels at the edges lie behind tools and legend: points and names are kept away from there.
    void setCovered(const QMarginsF& covered);

    void setTool(PlaneTool tool) { m_hand->setTool(tool); }
    /// Shows all points, and goes on following them. Without any, it shows where codes from N(0, 1) lie.
    void fit();
    /// @param factor  above 1: closer
    void zoomAt(QPointF pixel, double factor);
    void pan(QPointF pixels);

    /// The shown point under a pixel, if there is one.
    [[nodiscard]] std::optional<std::size_t> pointNear(QPointF pixel) const;
    /// The pixel itself, or the nearest one that is this far from all edges.
    [[nodiscard]] QPointF insideOf(QPointF pixel, double edge) const;

    /// Draws what is seen in other colours.
    void draw(QPaintDevice& device, const ThemeTokens& look);

    [[nodiscard]] const PlaneViewport& viewport() const { return m_viewport; }
    [[nodiscard]] QCustomPlot& plot() { return *m_plot; }
    [[nodiscard]] PlaneHand& hand() { return *m_hand; }

signals:
    void viewChanged();
    void probeMoved(); ///< the probe moved, or another mark above the points

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void makeLayers();
    void takeSize();
    void follow();
    void applyView();
    void applyClasses(const ThemeTokens& tokens);
    void applyClasses();
    void applyNames(const std::vector<std::optional<ClassCluster>>& clusters);
    void applyCovered();
    void applyLook(const ThemeTokens& tokens);
    void retheme();
    void replotProbe();
    void replotSoon();
    /// Bounds of the points; empty while they are still to come.
    [[nodiscard]] std::optional<QRectF> bounds() const;
    void fitTo(const QRectF& bounds);

    QCustomPlot* m_plot;
    PlaneViewport m_viewport;
    std::unique_ptr<ManifoldLayer> m_manifold;
    std::unique_ptr<ScatterLayer> m_scatter;
    std::unique_ptr<DrawsLayer> m_draws;
    std::unique_ptr<CentroidLayer> m_centroids;
    std::unique_ptr<AxisLayer> m_axes;
    std::unique_ptr<ProbeLayer> m_probe;
    PlaneHand* m_hand;
    QStringList m_names;
    std::vector<bool> m_hidden;
    double m_balance = 0.5;
    QMarginsF m_covered; ///< px
    bool m_following = true; ///< the view keeps to the points
    bool m_haveParted = false; ///< the classes, so that their names are shown
};

} // namespace isthmus
