// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureImage.h"

#include "core/files/PictureGrid.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/rowCurve.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

/// Root mean square of the channels, with the sign of their sum: channels that differ in opposite ways do not cancel,
/// as they would in a mean.
double signedStrength(std::span<const float> channels)
{
    double sum = 0;
    double squares = 0;
    for (const float value : channels) {
        sum += double(value);
        squares += double(value) * double(value);
    }
    const double strength = std::min(1.0, std::sqrt(squares / static_cast<double>(channels.size())));
    return std::copysign(strength, sum);
}

QImage signedImage(Shape shape, std::span<const float> values, bool dark)
{
    const auto channels = static_cast<std::size_t>(shape.channels);
    const std::size_t shown = channels == 4 ? 3 : channels; // the fourth is how opaque a pixel is
    QImage image(shape.width, shape.height, QImage::Format_RGB32);
    std::size_t next = 0;
    for (int y = 0; y < shape.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < shape.width; ++x) {
            line[x] = diverging(signedStrength(values.subspan(next, shown)), dark);
            next += channels;
        }
    }
    return image;
}

} // namespace

QImage rowImage(std::span<const float> values, QSize size)
{
    return values.size() < kLeastOfCurve ? rowBars(values, size) : rowCurve(values, size);
}

QImage pictureImage(Shape shape, std::span<const float> values, PictureKind kind, bool dark)
{
    Q_ASSERT(static_cast<Index>(values.size()) == shape.size());
    if (shape.isRow())
        return kind == PictureKind::Signed ? signedRowCurve(values, dark) : rowImage(values, kRowCurve);
    return kind == PictureKind::Signed ? signedImage(shape, values, dark) : picture(shape, values);
}

QSize pictureSizeOf(Shape shape)
{
    return shape.isRow() ? kRowCurve : QSize(shape.width, shape.height);
}

QSize sharpSizeOf(QSize picture, int room)
{
    return picture * std::max(1, room / std::max(picture.width(), picture.height()));
}

QImage fittedImage(const QImage& image, QSize pixels, bool nearest)
{
    if (image.isNull() || pixels.isEmpty())
        return {};
    const int times = std::min(pixels.width() / image.width(), pixels.height() / image.height());
    if (nearest && times >= 1)
        return image.scaled(image.size() * times, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return image.scaled(pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace isthmus
