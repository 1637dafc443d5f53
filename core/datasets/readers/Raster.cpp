// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/Raster.h"

#include "core/datasets/readers/scaledRaster.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace isthmus {

namespace {

constexpr float kLuma[] = {0.299F, 0.587F, 0.114F};

std::vector<float> floatsOf(NumberType type, const std::vector<std::uint8_t>& bytes)
{
    const auto count = static_cast<Index>(bytes.size()) / sizeOf(type);
    std::vector<float> numbers(static_cast<std::size_t>(count));
    toFloats(type, false, bytes.data(), count, numbers.data());
    return numbers;
}

template <typename Number>
std::vector<std::uint8_t> rounded(const std::vector<float>& numbers)
{
    std::vector<std::uint8_t> bytes(numbers.size() * sizeof(Number));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = static_cast<Number>(std::lround(numbers[i])); // between numbers of this type
        std::memcpy(bytes.data() + i * sizeof(Number), &number, sizeof number);
    }
    return bytes;
}

std::vector<std::uint8_t> plain(const std::vector<float>& numbers)
{
    std::vector<std::uint8_t> bytes(numbers.size() * sizeof(float));
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return bytes;
}

/// The type that means of such numbers have.
NumberType typeOfMeans(NumberType type)
{
    return sizeOf(type) <= 2 && !isFloat(type) ? type : NumberType::F32;
}

std::vector<std::uint8_t> stored(const std::vector<float>& numbers, NumberType type)
{
    switch (type) {
    case NumberType::U8:
        return rounded<std::uint8_t>(numbers);
    case NumberType::I8:
        return rounded<std::int8_t>(numbers);
    case NumberType::U16:
        return rounded<std::uint16_t>(numbers);
    case NumberType::I16:
        return rounded<std::int16_t>(numbers);
    default:
        return plain(numbers);
    }
}

/// Channels of a copy of the image with 16 bits for each; 0: it has no more than 8.
int deepChannels(QImage& image)
{
    if (image.format() == QImage::Format_Grayscale16)
        return 1;
    if (image.pixelFormat().redSize() < 16)
        return 0;
    if (image.hasAlphaChannel()) // what is left of a colour is what lies over black
        image = image.convertToFormat(QImage::Format_RGBA64_Premultiplied);
    else
        image = image.convertToFormat(QImage::Format_RGBX64);
    return 3;
}

bool isAllGrey(const Raster& raster)
{
    const auto number = static_cast<std::size_t>(sizeOf(raster.kind.type));
    for (std::size_t at = 0; at < raster.bytes.size(); at += 3 * number) {
        const std::uint8_t* pixel = raster.bytes.data() + at;
        if (std::memcmp(pixel, pixel + number, 2 * number) != 0)
            return false;
    }
    return true;
}

int channelsOf(const Raster& raster, ReadOptions::Channels wanted)
{
    if (wanted == ReadOptions::Channels::Auto)
        return raster.kind.channels == 3 && !isAllGrey(raster) ? 3 : 1;
    return wanted == ReadOptions::Channels::Colour ? 3 : 1;
}

} // namespace

DecodedPicture deepPicture(QImage image)
{
    const int channels = deepChannels(image);
    if (channels == 0)
        return {std::move(image), {}};
    Raster raster{{image.width(), image.height(), channels, NumberType::U16}, {}};
    const std::size_t pixelBytes = channels == 1 ? 2 : 8;
    const std::size_t used = static_cast<std::size_t>(channels) * 2;
    raster.bytes.reserve(static_cast<std::size_t>(raster.kind.bytes()));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* line = image.constScanLine(y);
        for (int x = 0; x < image.width(); ++x, line += pixelBytes)
            raster.bytes.insert(raster.bytes.end(), line, line + used);
    }
    return {{}, std::move(raster)};
}

DecodedPicture pictureOf(Raster raster)
{
    if (raster.kind.type != NumberType::U8)
        return {{}, std::move(raster)};
    const RasterKind& kind = raster.kind;
    QImage image(kind.width, kind.height, kind.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    const auto line = static_cast<std::size_t>(kind.width) * static_cast<std::size_t>(kind.channels);
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), raster.bytes.data() + static_cast<std::size_t>(y) * line, line);
    return {std::move(image), {}};
}

std::vector<std::uint8_t> withChannels(NumberType type, int from, std::vector<std::uint8_t> bytes, int to)
{
    if (from == to)
        return bytes;
    const auto number = static_cast<std::size_t>(sizeOf(type));
    std::vector<std::uint8_t> changed;
    if (to == 3) {
        changed.reserve(3 * bytes.size());
        for (auto at = bytes.begin(); at != bytes.end(); at += static_cast<std::ptrdiff_t>(number))
            for (int channel = 0; channel < 3; ++channel)
                changed.insert(changed.end(), at, at + static_cast<std::ptrdiff_t>(number));
        return changed;
    }
    const std::vector<float> colours = floatsOf(type, bytes);
    std::vector<float> levels(colours.size() / 3);
    for (std::size_t i = 0; i < levels.size(); ++i)
        levels[i] = kLuma[0] * colours[3 * i] + kLuma[1] * colours[3 * i + 1] + kLuma[2] * colours[3 * i + 2];
    return stored(levels, typeOfMeans(type));
}

std::vector<std::uint8_t> asFloats(NumberType type, const std::vector<std::uint8_t>& bytes)
{
    return plain(floatsOf(type, bytes));
}

PictureBytes numbersOf(const DecodedPicture& picture, QSize size, const ReadOptions& options)
{
    if (!picture.image.isNull())
        return bytesOf(fitted(picture.image, size, options.fit), options.channels);
    const Raster& raster = picture.raster;
    const int channels = channelsOf(raster, options.channels);
    NumberType type = raster.kind.type;
    std::vector<std::uint8_t> bytes = raster.bytes;
    if (size != picture.size()) {
        type = typeOfMeans(type);
        bytes = stored(scaledRaster(raster.kind, floatsOf(raster.kind.type, bytes), size, options.fit), type);
    }
    bytes = withChannels(type, raster.kind.channels, std::move(bytes), channels);
    if (channels < raster.kind.channels)
        type = typeOfMeans(type);
    return {channels, std::move(bytes), type};
}

} // namespace isthmus
