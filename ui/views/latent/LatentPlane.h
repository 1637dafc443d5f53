// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlanePoints.h"
#include "ui/views/latent/PlaneViewport.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCPRange;
class QCustomPlot;
class QMouseEvent;
class QPaintDevice;
class QWheelEvent;

namespace isthmus {

class CentroidLayer;
class ManifoldLayer;
class ProbeLayer;
class ScatterLayer;
struct ThemeTokens;

/// What the left button does on the plane.
enum class PlaneTool { Probe, Pan };

/// The plane itself: points, class names, manifold and probe on equal axes, and the hand on it. Knows nothing of
/// models: it is given coordinates and tells where the hand is. A mouse move paints the probe's layer alone.
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

    void setProbe(std::optional<QPointF> place);
    [[nodiscard]] std::optional<QPointF> probe() const;
    void setHighlighted(std::optional<QPointF> place);
    void setPrior(std::vector<QPointF> places);
    void setWay(std::vector<QPointF> places);
    /// Null image: none.
    void setManifold(const QImage& image, const QRectF& range);

    /// False: the second axis only spreads the points, and shows no numbers.
    void setSecondAxisMeasured(bool measured);

    /// So many pixels below the upper edge lie behind tools: the second axis has no numbers there.
    void setCovered(int height);

    void setTool(PlaneTool tool);
    [[nodiscard]] PlaneTool tool() const { return m_tool; }
    /// Shows all points, and goes on following them; without any, where codes from N(0, 1) lie.
    void fit();

    /// Draws what is seen in other colours.
    void draw(QPaintDevice& device, const ThemeTokens& look);

    [[nodiscard]] const PlaneViewport& viewport() const { return m_viewport; }
    [[nodiscard]] QCustomPlot& plot() { return *m_plot; }

signals:
    void probeMoved(QPointF place); ///< by the user's hand
    /// Pointer near a point (its number), or near none.
    void pointHovered(std::optional<std::size_t> point, QPoint pixel);
    void viewChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void makeLayers();
    void connectMouse();
    void press(QMouseEvent* event);
    void move(QMouseEvent* event);
    void release(QMouseEvent* event);
    void wheel(QWheelEvent* event);
    void moveProbe(QPointF place);
    void hover(QPointF pixel);
    void follow();
    void applyView();
    void applyNumbers();
    void applyClasses(const ThemeTokens& tokens);
    void applyClasses();
    void applyLook(const ThemeTokens& tokens);
    void retheme();
    void replotProbe();
    void replotSoon();

    std::unique_ptr<QCPRange> m_numbered; ///< of the second axis, without what tools or the first axis' numbers cover
    QCustomPlot* m_plot;
    PlaneViewport m_viewport;
    std::unique_ptr<ManifoldLayer> m_manifold;
    std::unique_ptr<ScatterLayer> m_scatter;
    std::unique_ptr<CentroidLayer> m_centroids;
    std::unique_ptr<ProbeLayer> m_probe;
    QStringList m_names;
    std::vector<bool> m_hidden;
    PlaneTool m_tool = PlaneTool::Probe;
    enum class Hand { Free, Probing, Panning } m_hand = Hand::Free;
    QPointF m_lastPixel;
    int m_covered = 0; ///< px
    bool m_following = true; ///< the view keeps to the points
};

} // namespace isthmus
