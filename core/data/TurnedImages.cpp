// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/TurnedImages.h"

#include "core/base/Error.h"
#include "core/data/NumberImages.h"
#include "core/data/rearranged.h"

#include <algorithm>
#include <utility>

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

/// A value of each circle of places with more than one in it.
std::vector<Index> circlesOf(const std::vector<Index>& places)
{
    std::vector<bool> isSeen(places.size());
    std::vector<Index> circles;
    for (std::size_t begin = 0; begin < places.size(); ++begin) {
        if (!isSeen[begin] && places[begin] != static_cast<Index>(begin))
            circles.push_back(static_cast<Index>(begin));
        for (std::size_t value = begin; !isSeen[value]; value = static_cast<std::size_t>(places[value]))
            isSeen[value] = true;
    }
    return circles;
}

std::shared_ptr<const ImageStore> turnedStore(const Dataset& data, const Shape& shape, std::vector<Index> places)
{
    if (const auto* bytes = dynamic_cast<const ByteImages*>(data.images.get())) {
        requireMemory(2 * bytes->bytes(), "the pictures twice", data.title);
        const std::span<const std::uint8_t> all(bytes->sample(0).data(), bytes->bytes());
        return std::make_shared<ByteImages>(shape, rearranged(all, 1, places));
    }
    const auto* numbers = dynamic_cast<const NumberImages*>(data.images.get());
    if (numbers != nullptr && numbers->isInMemory())
        return numbers->rearranged(shape, places);
    return std::make_shared<TurnedImages>(data.images, std::move(places));
}

} // namespace

Shape turnedShape(Shape shape, ReadOptions::Turn turn)
{
    return swapsAxes(turn) ? Shape{shape.channels, shape.width, shape.height} : shape;
}

std::vector<Index> turnedPlaces(const Shape& shape, ReadOptions::Turn turn)
{
    const Shape turned = turnedShape(shape, turn);
    std::vector<Index> places;
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x) {
            const Pixel from = storedPixel({y, x}, shape, turn);
            for (int channel = 0; channel < shape.channels; ++channel)
                places.push_back((Index(from.y) * shape.width + from.x) * shape.channels + channel);
        }
    }
    return places;
}

TurnedImages::TurnedImages(std::shared_ptr<const ImageStore> images, std::vector<Index> places)
    : m_images(std::move(images))
    , m_places(std::move(places))
    , m_circles(circlesOf(m_places))
{
}

/// Rows change their places within the batch: a training step allocates nothing.
void TurnedImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    m_images->gather(which, scale, offset, out, first);
    thread_local std::vector<float> kept;
    kept.resize(which.size());
    const auto row = [&](Index value) { return out.row(value) + first; };
    for (const Index begin : m_circles) {
        std::copy_n(row(begin), which.size(), kept.begin());
        Index value = begin;
        for (Index from = placeOf(value); from != begin; from = placeOf(value)) {
            std::copy_n(row(from), which.size(), row(value));
            value = from;
        }
        std::copy_n(kept.begin(), which.size(), row(value));
    }
}

void TurnedImages::copy(Index sample, Index begin, std::span<float> out) const
{
    std::vector<float> stored(m_places.size());
    m_images->copy(sample, 0, stored);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = stored[static_cast<std::size_t>(placeOf(begin + static_cast<Index>(i)))];
}

void turnImages(Dataset& data, ReadOptions::Turn turn)
{
    if (turn == Turn::None)
        return;
    if (data.shape.isRow())
        throw Error(data.title + ": expected pictures to turn, found rows of numbers; a size makes them pictures");
    const Shape shape = turnedShape(data.shape, turn);
    data.images = turnedStore(data, shape, turnedPlaces(data.shape, turn));
    data.shape = shape;
}

} // namespace isthmus
