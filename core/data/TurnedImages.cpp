// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/TurnedImages.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

namespace {

using Turn = ReadOptions::Turn;

bool swapsAxes(Turn turn)
{
    return turn == Turn::Transpose || turn == Turn::Left || turn == Turn::Right;
}

struct Pixel
{
    int y;
    int x;
};

/// Where the pixel of a turned picture is in the stored one.
Pixel storedPixel(Pixel at, const Shape& stored, Turn turn)
{
    const int bottom = stored.height - 1;
    const int right = stored.width - 1;
    switch (turn) {
    case Turn::Transpose:
        return {at.x, at.y};
    case Turn::Left:
        return {at.x, right - at.y};
    case Turn::Right:
        return {bottom - at.x, at.y};
    case Turn::Half:
        return {bottom - at.y, right - at.x};
    case Turn::Mirror:
        return {at.y, right - at.x};
    case Turn::Flip:
        return {bottom - at.y, at.x};
    default:
        return at;
    }
}

} // namespace

Shape turnedShape(Shape shape, ReadOptions::Turn turn)
{
    return swapsAxes(turn) ? Shape{shape.channels, shape.width, shape.height} : shape;
}

TurnedImages::TurnedImages(std::shared_ptr<const ImageStore> images, Shape shape, ReadOptions::Turn turn)
    : m_images(std::move(images))
    , m_stored(shape)
    , m_shape(turnedShape(shape, turn))
    , m_turn(turn)
{
}

Index TurnedImages::storedPlace(Index value) const
{
    const Index pixel = value / m_shape.channels;
    const Pixel at{static_cast<int>(pixel / m_shape.width), static_cast<int>(pixel % m_shape.width)};
    const auto [y, x] = storedPixel(at, m_stored, m_turn);
    return (Index(y) * m_stored.width + x) * m_stored.channels + value % m_shape.channels;
}

void TurnedImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    const auto samples = static_cast<Index>(which.size());
    Batch stored(m_stored.size(), samples);
    m_images->gather(which, scale, offset, stored, 0);
    for (Index value = 0; value < m_shape.size(); ++value)
        std::copy_n(stored.row(storedPlace(value)), samples, out.row(value) + first);
}

void TurnedImages::copy(Index sample, Index begin, std::span<float> out) const
{
    std::vector<float> stored(static_cast<std::size_t>(m_stored.size()));
    m_images->copy(sample, 0, stored);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = stored[static_cast<std::size_t>(storedPlace(begin + static_cast<Index>(i)))];
}

void turnImages(Dataset& data, ReadOptions::Turn turn)
{
    if (turn == Turn::None)
        return;
    if (data.shape.isRow())
        throw Error(data.title + ": expected pictures to turn, found rows of numbers; a size makes them pictures");
    data.images = std::make_shared<TurnedImages>(data.images, data.shape, turn);
    data.shape = turnedShape(data.shape, turn);
}

} // namespace isthmus
