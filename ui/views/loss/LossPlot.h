// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"
#include "ui/views/loss/CurveBand.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/views/loss/KnobMarkers.h"

#include <qcustomplot.h>

#include <array>

namespace isthmus {

struct ThemeTokens;

/// Colour of a quantity's curve on a ground.
QColor curveColor(Quantity quantity, const ThemeTokens& look);

/// Colour of its held-out line. The dots on it are the same for all: dots mean held out.
QColor heldOutColor(Quantity quantity, const ThemeTokens& look);

/// The curves: each quantity's steps faint, smoothed bold, held-out values with dots; knob changes as dotted lines.
/// KL has the right axis when it stands beside another quantity. The axes follow the training until the user zooms
/// (wheel; over an axis: that axis alone) or pans (drag); `0`, a double click or fit() follow again.
class LossPlot : public QCustomPlot
{
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);

    void setShown(Quantity quantity, bool shown);
    [[nodiscard]] bool isShown(Quantity quantity) const { return m_shown[static_cast<std::size_t>(quantity)]; }

    /// Wanted; where a visible value is not positive the axis is linear all the same.
    void setLogScale(bool wanted);
    [[nodiscard]] bool isLogScale() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }

    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] const CurveHistory& curves() const { return m_curves; }

    /// Draws the curves in other colours.
    /// @param place  upper left corner on the device
    void draw(QPaintDevice& device, QPoint place, const ThemeTokens& look);

    /// Takes over what is new in a history and paints; notices by itself when the history began anew.
    void refresh(const RunHistory& history);

public slots:
    void fit();

signals:
    void followingChanged();
    void scaleChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Curve
    {
        CurveBand* band = nullptr; ///< of crowded steps
        QCPGraph* steps = nullptr; ///< each step, where there is room
        QCPGraph* smooth = nullptr;
        QCPGraph* heldOut = nullptr;
    };

    void makeCurves();
    void applyTheme();
    void applyLook(const ThemeTokens& look);
    void styleAxis(QCPAxis* axis);
    void takeOver(const RunHistory& history);
    void prepare();
    void prepareMarkers();
    void fill(Quantity quantity, const std::vector<CurvePoint>& points);
    void fillHeldOut(Quantity quantity);
    void fitValues(QCPAxis* axis);
    void setScale(bool logarithmic);
    void chooseTicker();
    void setFollowing(bool following);
    [[nodiscard]] std::vector<double> visibleHeldOut(Quantity quantity) const;
    [[nodiscard]] QCPAxis* axisOf(Quantity quantity) const;
    /// The first quantity that is shown: its steps are drawn one by one, the others only smoothed.
    [[nodiscard]] bool leads(Quantity quantity) const;

    const ThemeTokens* m_look = nullptr; ///< colours of the next painting
    CurveHistory m_curves;
    std::vector<EvaluationRecord> m_heldOut;
    std::vector<KnobMarker> m_changes; // one for each change; merged when painted
    std::uint64_t m_revision = 0; // of the history that was taken over
    std::array<Curve, kQuantities> m_graphs;
    std::array<std::vector<CurvePoint>, kQuantities> m_points; // of the visible range
    std::array<bool, kQuantities> m_shown{true, false, false};
    KnobMarkers* m_markers;
    bool m_following = true;
    bool m_logWanted = true;
};

} // namespace isthmus
