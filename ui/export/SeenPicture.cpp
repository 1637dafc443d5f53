// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/SeenPicture.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kSharp = 4; // pixels of a file per logical pixel
constexpr double kMostTimes = 500; // a pixel so wide is sharp enough
constexpr double kMostPixels = 24'000'000; // of one picture so made sharp

QImage sharp(const QImage& image, double across)
{
    const double most = std::min(kMostTimes, std::sqrt(kMostPixels / image.width() / image.height()));
    const auto times = static_cast<int>(std::min(std::ceil(kSharp * across / image.width() - 1e-6), most));
    return times <= 1 ? image : image.scaled(image.size() * times);
}

} // namespace

SeenPicture seenPicture(const Drawing& drawing, const Mark& mark)
{
    const QImage whole = mark.picture();
    const QRect source = mark.source.toRect() & whole.rect();
    if (source.isEmpty() || mark.target.isEmpty() || !mark.transform.isInvertible())
        return {};
    const QRectF edges(QPointF(), QSizeF(drawing.size));
    const QRectF seen = mark.hasClip ? edges & mark.clip.boundingRect() : edges;
    const QTransform toTarget = QTransform::fromTranslate(-source.x(), -source.y())
        * QTransform::fromScale(mark.target.width() / source.width(), mark.target.height() / source.height())
        * QTransform::fromTranslate(mark.target.x(), mark.target.y());
    const QRectF inTarget = mark.transform.inverted().mapRect(seen) & mark.target;
    if (inTarget.isEmpty())
        return {};
    const QRect part = toTarget.inverted().mapRect(inTarget).toAlignedRect() & source;
    const QRectF target = toTarget.mapRect(QRectF(part));
    const QImage image = part == whole.rect() ? whole : whole.copy(part);
    return {mark.isSmooth ? image : sharp(image, mark.transform.mapRect(target).width()), target};
}

} // namespace isthmus
