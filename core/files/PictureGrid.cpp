// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/PictureGrid.h"

#include "core/base/Error.h"
#include "core/files/AtomicFile.h"

#include <QBuffer>
#include <QImageWriter>

#include <algorithm>
#include <cassert>
#include <span>

namespace isthmus {

namespace {

constexpr int kGround = 40; // grey level of the gaps
constexpr Index kLongestSide = 30'000;

uchar level(float value)
{
    const float clipped = value > 0.0F ? std::min(value, 1.0F) : 0.0F; // NaN is not above 0
    return static_cast<uchar>(clipped * 255.0F + 0.5F);
}

/// Channels that are drawn: of four the last is how opaque a pixel is.
int shownChannels(Shape shape)
{
    return shape.channels == 4 ? 3 : shape.channels;
}

QImage blank(Shape shape, Index width, Index height)
{
    if (shownChannels(shape) != 1 && shownChannels(shape) != 3)
        throw Error("picture: expected 1, 3 or 4 channels, found " + grouped(shape.channels) + " in " + shape.text());
    if (width > kLongestSide || height > kLongestSide) {
        throw Error("picture: expected at most " + grouped(kLongestSide) + " pixels a side, found " + grouped(width)
            + " x " + grouped(height));
    }
    const QImage::Format format = shape.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
    QImage image(static_cast<int>(width), static_cast<int>(height), format);
    if (image.isNull())
        throw Error("picture: no memory for " + grouped(width) + " x " + grouped(height) + " pixels");
    image.fill(QColor(kGround, kGround, kGround));
    return image;
}

/// Draws one picture with its upper left corner at (left, top).
void draw(Shape shape, const float* values, int left, int top, int scale, QImage& image)
{
    const int channels = shape.channels;
    const int shown = shownChannels(shape);
    for (int y = 0; y < shape.height * scale; ++y) {
        uchar* out = image.scanLine(top + y) + left * shown;
        const float* row = values + (y / scale) * shape.width * channels;
        for (int x = 0; x < shape.width * scale; ++x)
            for (int channel = 0; channel < shown; ++channel)
                *out++ = level(row[(x / scale) * channels + channel]);
    }
}

} // namespace

QImage picture(Shape shape, std::span<const float> values)
{
    assert(static_cast<Index>(values.size()) == shape.size());
    QImage image = blank(shape, shape.width, shape.height);
    draw(shape, values.data(), 0, 0, 1, image);
    return image;
}

QImage pictureGrid(Shape shape, const Matrix& pictures, int columns, int gap, int scale)
{
    assert(pictures.rows() > 0 && pictures.cols() == shape.size() && columns > 0 && gap >= 0 && scale > 0);
    const Index across = std::min<Index>(columns, pictures.rows());
    const Index down = (pictures.rows() + across - 1) / across;
    const Index stepX = Index(shape.width) * scale + gap;
    const Index stepY = Index(shape.height) * scale + gap;
    QImage image = blank(shape, across * stepX + gap, down * stepY + gap);
    for (Index i = 0; i < pictures.rows(); ++i) {
        const auto left = static_cast<int>(gap + i % across * stepX);
        const auto top = static_cast<int>(gap + i / across * stepY);
        draw(shape, pictures.row(i).data(), left, top, scale, image);
    }
    return image;
}

std::string pngOf(QImage image, const TextFields& fields)
{
    for (const auto& [key, value] : fields)
        image.setText(QString::fromStdString(key), QString::fromStdString(value));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    if (!writer.write(image))
        throw Error("picture: cannot be packed as PNG: " + writer.errorString().toStdString());
    return buffer.data().toStdString();
}

void savePng(const std::string& path, const QImage& image, const TextFields& fields)
{
    const std::string bytes = pngOf(image, fields);
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(bytes)));
    file.commit();
}

} // namespace isthmus
