// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/MetricLog.h"

#include <qcustomplot.h>

#include <span>
#include <vector>

namespace isthmus {

/// One knob change, or several of one knob that stand too close to be told apart.
struct KnobMarker
{
    double epoch = 0;
    std::string knob;
    std::string from;
    std::string to;
    [[nodiscard]] bool operator==(const KnobMarker&) const = default;
};

/// @param steps  the history that the change belongs to
KnobMarker markerOf(const KnobChange& change, std::span<const StepRecord> steps);

/// Markers of which those of one knob that are not further apart than `closest` epochs became one; a knob that came
/// back to where it was has none.
std::vector<KnobMarker> merged(std::span<const KnobMarker> markers, double closest);

/// "learning rate 0.001 → 0.0005" as the plot prints it.
QString markerText(const KnobMarker& marker);

/// Dotted vertical lines with their text over a plot of curves.
class KnobMarkers : public QCPLayerable
{
    Q_OBJECT
public:
    explicit KnobMarkers(QCPAxis* epochs);

    void setMarkers(std::vector<KnobMarker> markers) { m_markers = std::move(markers); }
    void setLook(const QColor& colour, const QFont& font);

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QCPAxis* m_epochs;
    std::vector<KnobMarker> m_markers;
    QColor m_colour;
    QFont m_font;
};

} // namespace isthmus
