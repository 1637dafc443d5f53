// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Figure.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace isthmus {

class CodesFeed;
class DimensionDrawer;
class HoverCard;
class LatentPlane;
class LegendWidget;
class ManifoldFeed;
class PlaneTools;
class Session;
struct LatentSummary;

/// The latent view: joins plane, legend, tools and drawer to the session. Codes come through the background lane; the
/// hand goes to the selection at once.
class LatentView : public QWidget, public Figure
{
    Q_OBJECT
public:
    LatentView(Session& session, QWidget* parent);

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;
    bool takeFigureButton(QToolButton* button) override;

    [[nodiscard]] LatentPlane& plane() { return *m_plane; }
    [[nodiscard]] LegendWidget& legend() { return *m_legend; }
    [[nodiscard]] PlaneTools& tools() { return *m_tools; }
    [[nodiscard]] DimensionDrawer& drawer() { return *m_drawer; }
    [[nodiscard]] HoverCard& hoverCard() { return *m_card; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectSession();
    void connectHand();
    void startRun();
    void takeCodes();
    void takeSummary();
    void takeDimensions();
    void takeCode();
    void takeHovered();
    void takePrior();
    void takeWay();
    [[nodiscard]] std::vector<QPointF> placesOf(const std::vector<std::vector<float>>& codes) const;
    void chooseDimensions(const LatentSummary& summary);
    void moveProbe(QPointF place);
    void hover(std::optional<std::size_t> point, QPoint pixel);
    void orderManifold();
    void describe();
    void arrange();

    [[nodiscard]] int latentDim() const;
    /// Will there be points? Not without images, or without an encoder.
    [[nodiscard]] bool awaitsCodes() const;
    /// Of all codes; of N(0, 1) where none will come; empty before all have come once.
    [[nodiscard]] std::optional<LatentSummary> summary() const;
    [[nodiscard]] QPointF placeOf(const std::vector<float>& code) const;
    /// The data's mean with the dimensions that the drawer moved.
    [[nodiscard]] std::vector<float> base() const;

    Session& m_session;
    LatentPlane* m_plane;
    LegendWidget* m_legend;
    PlaneTools* m_tools;
    DimensionDrawer* m_drawer;
    HoverCard* m_card;
    QLabel* m_note; ///< in the middle before there are points, else below: what axes or a plane without points mean
    CodesFeed* m_codes;
    ManifoldFeed* m_manifold;
    std::vector<float> m_mean; ///< of the codes, or of N(0, 1); empty before all codes have come once
    bool m_dimensionsChosen = false; ///< by the user, or kept since the hand touched the plane
    bool m_handMoves = false; ///< the code changes by the hand on this plane
};

QWidget* makeLatentView(Session& session, QWidget* parent);

} // namespace isthmus
