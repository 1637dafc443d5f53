// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureImage.h"

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

QImage valuesImage(Shape shape, std::span<const float> values)
{
    QImage image(shape.width, shape.height, QImage::Format_RGB32);
    const auto byte = [](float value) { return static_cast<int>(std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F); };
    const bool isColour = shape.channels == 3;
    const float* next = values.data();
    for (int y = 0; y < shape.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < shape.width; ++x, next += shape.channels)
            line[x] = isColour ? qRgb(byte(next[0]), byte(next[1]), byte(next[2]))
                               : qRgb(byte(next[0]), byte(next[0]), byte(next[0]));
    }
    return image;
}

} // namespace

QImage pictureImage(Shape shape, std::span<const float> values, PictureKind kind, bool dark)
{
    Q_ASSERT(static_cast<Index>(values.size()) == shape.size());
    return kind == PictureKind::Signed ? signedImage(shape, values, dark) : valuesImage(shape, values);
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
