// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/loss/KnobMarker.h"

#include <qcustomplot.h>

#include <vector>

namespace isthmus {

/// Dotted vertical lines over a plot of curves, each with its text on a plate. The texts of lines that stand close are
/// stacked, see markerPlaces().
class KnobMarkers : public QCPLayerable
{
    Q_OBJECT
public:
    explicit KnobMarkers(QCPAxis* epochs);

    void setMarkers(std::vector<KnobMarker> markers) { m_markers = std::move(markers); }
    void setLook(const QColor& colour, const QColor& ground, const QFont& font);

    /// The text of the line under a pixel, for a tooltip; empty: no line is there.
    [[nodiscard]] QString textAt(const QPoint& pixel) const;

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QCPAxis* m_epochs;
    std::vector<KnobMarker> m_markers;
    QColor m_colour;
    QColor m_ground; ///< ground of the plates
    QFont m_font;
};

} // namespace isthmus
