// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneViewport.h"

#include <qcustomplot.h>

namespace isthmus {

/// Something that is painted over the whole plane, in data coordinates that the viewport turns into pixels.
class PlaneLayer : public QCPLayerable
{
    Q_OBJECT
public:
    /// @param viewport  outlives this
    PlaneLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport, bool smooth)
        : QCPLayerable(&plot, layer)
        , m_viewport(viewport)
        , m_smooth(smooth)
    {
    }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(m_smooth); }
    // One line more than the plot: QCPLayer shifts clip rectangles up by one.
    [[nodiscard]] QRect clipRect() const override { return mParentPlot->viewport().adjusted(0, 0, 0, 1); }

    const PlaneViewport& m_viewport;

private:
    bool m_smooth;
};

} // namespace isthmus
