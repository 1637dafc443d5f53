// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/Drawing.h"

#include <QPaintDevice>

#include <functional>
#include <memory>

namespace isthmus {

/// A paint device that keeps what is painted on it as a Drawing. QPicture would do nearly the same, but packs each
/// image while the window waits, and cannot be asked for its parts, which SVG needs.
class DrawingRecorder : public QPaintDevice
{
public:
    /// @param ratio  device pixels per logical pixel that painters may count on
    DrawingRecorder(QSize size, double ratio);
    ~DrawingRecorder() override;

    [[nodiscard]] const Drawing& drawing() const { return m_drawing; }

    [[nodiscard]] QPaintEngine* paintEngine() const override;

    /// Paints an image that takes long to make: it is made where the drawing is painted, on that thread.
    /// @param size  pixels of the image
    /// @return false: the painter does not paint on a recorder, and nothing was done
    static bool paintLater(QPainter& painter, const QRectF& target, QSize size, std::function<QImage()> make);

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

private:
    Drawing m_drawing;
    double m_ratio;
    std::unique_ptr<QPaintEngine> m_engine;
};

} // namespace isthmus
