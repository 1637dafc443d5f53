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
class FoldingLegend;
class HoverCard;
class LatentPlane;
class LegendWidget;
class ManifoldFeed;
class PlaneHint;
class PlaneMarks;
class RaisedProbe;
class PlaneTools;
class ProbeHand;
class RunSession;
enum class SampleScope;
struct LatentSummary;

/// The latent view: joins plane, legend, tools and drawer to the session. Codes come through the background lane; what
/// the hand does reaches the selection at once.
class LatentView : public QWidget, public Figure
{
    Q_OBJECT
public:
    LatentView(RunSession& session, QWidget* parent);

    /// Leaves the plane alone with its points, as one of several planes side by side.
    /// @param hasLegend  whether it has the classes' legend
    void setCompact(bool hasLegend);

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;
    bool takeFigureButton(QToolButton* button) override;

    [[nodiscard]] LatentPlane& plane() { return *m_plane; }
    [[nodiscard]] FoldingLegend& foldingLegend() { return *m_legend; }
    [[nodiscard]] LegendWidget& legend();
    [[nodiscard]] PlaneTools& tools() { return *m_tools; }
    [[nodiscard]] DimensionDrawer& drawer() { return *m_drawer; }
    [[nodiscard]] HoverCard& hoverCard() { return *m_card; }
    [[nodiscard]] PlaneHint& hint() { return *m_hint; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectSession();
    void connectTools();
    void connectHand();
    void startRun();
    void takeCodes();
    void takeSummary();
    void takeDimensions();
    void takeClasses();
    void chooseDimensions(const LatentSummary& summary);
    void showScope(SampleScope scope);
    void hover(std::optional<std::size_t> point, QPoint pixel);
    void openDrawer(bool open);
    void goHome();
    void orderManifold();
    void describe();
    void arrange();
    void nameAxes();

    [[nodiscard]] int latentDim() const;
    /// Summary of all codes that have come. It is that of N(0, 1) where none will come, and empty before the first
    /// have.
    [[nodiscard]] std::optional<LatentSummary> summary() const;

    RunSession& m_session;
    LatentPlane* m_plane;
    FoldingLegend* m_legend;
    PlaneTools* m_tools;
    DimensionDrawer* m_drawer;
    HoverCard* m_card;
    /// Text in the middle before there are points, else below: what axes or a plane without points mean.
    QLabel* m_note;
    PlaneHint* m_hint;
    CodesFeed* m_codes;
    ManifoldFeed* m_manifold;
    ProbeHand* m_probe;
    PlaneMarks* m_marks;
    RaisedProbe* m_raised;
    bool m_isCompact = false;
    bool m_hasLegend = true;
    /// The user chose the dimensions, or they are kept since the hand touched the plane.
    bool m_dimensionsChosen = false;
};

QWidget* makeLatentView(RunSession& session, QWidget* parent);

} // namespace isthmus
