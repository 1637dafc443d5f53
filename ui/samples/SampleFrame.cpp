// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/SampleFrame.h"

#include "ui/samples/kinds/sampleKinds.h"

#include <QPainter>

namespace isthmus {

namespace {

constexpr int kFrameEdge = 8; // logical pixels around names and numbers

QSize frameInside(const SampleForm& form, const QFont& font)
{
    return form.kind->size(form, QFontMetrics(font));
}

} // namespace

QSize SampleFrames::size() const
{
    return (frameInside(*form, font) + QSize(2 * kFrameEdge, 2 * kFrameEdge)) * scale;
}

QImage SampleFrames::frame(std::span<const float> values) const
{
    QImage image(size(), QImage::Format_RGB32);
    image.fill(look.plot);
    QPainter painter(&image);
    painter.setFont(font);
    painter.scale(scale, scale);
    const QRectF room(QPointF(kFrameEdge, kFrameEdge), QSizeF(frameInside(*form, font)));
    form->kind->paint(painter, room, *form, {.original = {values.begin(), values.end()}}, look);
    return image;
}

} // namespace isthmus
