// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureImage.h"

#include "core/io/PictureGrid.h"
#include "ui/theme/Theme.h"

#include <algorithm>

namespace isthmus {

namespace {

QImage signedImage(Shape shape, std::span<const float> values, bool dark)
{
    QImage image(shape.width, shape.height, QImage::Format_RGB32);
    std::size_t next = 0;
    for (int y = 0; y < shape.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < shape.width; ++x) {
            double sum = 0;
            for (int channel = 0; channel < shape.channels; ++channel)
                sum += double(values[next++]);
            line[x] = diverging(sum / shape.channels, dark);
        }
    }
    return image;
}

} // namespace

QImage pictureImage(Shape shape, std::span<const float> values, PictureKind kind, bool dark)
{
    Q_ASSERT(static_cast<Index>(values.size()) == shape.size());
    return kind == PictureKind::Signed ? signedImage(shape, values, dark) : picture(shape, values);
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
