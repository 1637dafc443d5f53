// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunSession.h"
#include "ui/views/loss/CurveBand.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/views/loss/KnobMarkers.h"
#include "ui/views/loss/NavigablePlot.h"

#include <array>

namespace isthmus {

class AxisTitles;
struct ThemeTokens;

/// Colour of a quantity's curve on a ground.
QColor curveColor(Quantity quantity, const ThemeTokens& look);

/// Colour of its held-out line and of the dots on it.
QColor heldOutColor(Quantity quantity, const ThemeTokens& look);

/// The curves: each quantity's steps faint, smoothed bold, held-out values with dots; knob changes as dotted lines.
/// KL has the right axis when it stands beside another quantity. Each axis says what it measures.
class LossPlot : public NavigablePlot
{
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);

    void setShown(Quantity quantity, bool shown);
    [[nodiscard]] bool isShown(Quantity quantity) const { return m_shown[static_cast<std::size_t>(quantity)]; }

    /// Sets whether a logarithmic axis is wanted; where a visible value is not positive it is linear all the same.
    void setLogScale(bool wanted);
    [[nodiscard]] bool isLogScale() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }

    /// Sets the units of loss and KL, for the titles of their axes: "nats per image", "KL, nats per image".
    void setUnits(const QString& loss, const QString& kl);
    [[nodiscard]] const AxisTitles& titles() const { return *m_titles; }

    [[nodiscard]] const CurveHistory& curves() const { return m_curves; }
    /// Whether a history is the one that is drawn, or began anew since.
    [[nodiscard]] bool follows(const RunHistory& history) const { return history.revision == m_revision; }

    /// Draws the curves in other colours.
    /// @param place  upper left corner on the device
    void drawTo(QPaintDevice& device, QPoint place, const ThemeTokens& look);

    /// Takes over what is new in a history and paints; notices by itself when the history began anew.
    /// @return whether that was all: of a very long one each call takes a part
    bool refresh(const RunHistory& history);

protected:
    [[nodiscard]] bool isBlank() const override { return m_curves.isEmpty(); }
    bool event(QEvent* event) override;

private:
    struct Curve
    {
        CurveBand* band = nullptr; ///< band of crowded steps
        QCPGraph* steps = nullptr; ///< line of each step, where there is room
        QCPGraph* smooth = nullptr;
        QCPGraph* heldOut = nullptr;
    };

    void makeCurves();
    void applyTheme();
    void applyLook(const ThemeTokens& look);
    void takeOver(const RunHistory& history);
    void prepare();
    void prepareMarkers();
    void fill(Quantity quantity, const std::vector<CurvePoint>& points);
    void fillHeldOut(Quantity quantity);
    void fitValues(QCPAxis* axis);
    void setScale(bool logarithmic);
    void showTitles();
    [[nodiscard]] std::vector<double> visibleHeldOut(Quantity quantity) const;
    [[nodiscard]] QCPAxis* axisOf(Quantity quantity) const;
    /// The first quantity that is shown: its steps are drawn one by one, the others only smoothed.
    [[nodiscard]] bool leads(Quantity quantity) const;

    const ThemeTokens* m_look = nullptr; ///< colours of the next painting
    CurveHistory m_curves;
    std::vector<EvaluationRecord> m_heldOut;
    std::vector<KnobMarker> m_changes; // one for each change; merged when painted
    std::uint64_t m_revision = 0; // revision of the history that was taken over
    std::array<Curve, kQuantities> m_graphs;
    std::array<std::vector<CurvePoint>, kQuantities> m_points; // points of the visible range
    std::array<bool, kQuantities> m_shown{true, false, false};
    KnobMarkers* m_markers;
    AxisTitles* m_titles;
    QString m_unit;
    QString m_klUnit;
    bool m_logWanted = true;
};

} // namespace isthmus
