// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/ImageArray.h"

#include "core/base/Error.h"
#include "core/data/Crc32.h"
#include "core/data/NumberImages.h"
#include "core/data/scalings.h"

#include <array>
#include <cstring>

namespace isthmus {

namespace {

constexpr std::uint64_t kLongestAxis = 65535;
constexpr std::uint64_t kLongestLine = 1 << 20;
constexpr auto kMostValues = static_cast<std::uint64_t>(kMostImageValues);

bool isChannels(std::uint64_t extent)
{
    return extent == 1 || extent == 3 || extent == 4;
}

/// Axes of an image behind the first: height, width, channels.
struct Axes
{
    std::uint64_t height;
    std::uint64_t width;
    std::uint64_t channels;
    bool channelsFirst;
};

Axes axesOfRows(std::uint64_t features, const ReadOptions& options, const std::string& where)
{
    if (!options.hasSize()) {
        if (features > kLongestLine)
            throw Error(where + ": expected rows of at most 1,048,576 numbers unless a size is given, found "
                + grouped(static_cast<std::int64_t>(features)));
        return {1, features, 1, false};
    }
    const auto width = static_cast<std::uint64_t>(options.width);
    const auto height = static_cast<std::uint64_t>(options.height);
    const std::uint64_t channels = features / (width * height);
    if (channels * width * height != features || !isChannels(channels))
        throw Error(where + ": expected rows of " + grouped(options.width) + " x " + grouped(options.height)
            + " numbers, or three or four times as many, as the size says, found "
            + grouped(static_cast<std::int64_t>(features)));
    return {height, width, channels, options.order == ReadOptions::Order::First};
}

Axes axesOfColour(const std::vector<std::uint64_t>& shape, const ReadOptions& options, const NpyHeader& header,
    const std::string& where)
{
    const bool first = options.order == ReadOptions::Order::First
        || (options.order == ReadOptions::Order::Auto && !isChannels(shape[3]) && isChannels(shape[1]));
    const std::uint64_t channels = first ? shape[1] : shape[3];
    const std::string slice = std::to_string(shape[2]) + ", " + std::to_string(shape[3]);
    if (!isChannels(channels))
        throw Error(where + ": expected 1, 3 or 4 channels as the "
            + (options.order == ReadOptions::Order::Auto ? "second or the last"
                    : first                              ? "second"
                                                         : "last")
            + " of four axes, found " + header.text() + "; in Python, x.reshape(-1, " + slice
            + ") makes each slice an image");
    return first ? Axes{shape[2], shape[3], channels, true} : Axes{shape[1], shape[2], channels, false};
}

Axes axesOf(const NpyHeader& header, const ReadOptions& options, const std::string& where)
{
    const std::vector<std::uint64_t>& shape = header.shape;
    if (shape.size() == 2)
        return axesOfRows(shape[1], options, where);
    if (shape.size() != 3 && shape.size() != 4)
        throw Error(where
            + ": expected samples x features, N x height x width, or four axes with channels first or last, found "
            + header.text());
    const Axes axes =
        shape.size() == 3 ? Axes{shape[1], shape[2], 1, false} : axesOfColour(shape, options, header, where);
    const bool fits = axes.width == static_cast<std::uint64_t>(options.width)
        && axes.height == static_cast<std::uint64_t>(options.height);
    if (options.hasSize() && !fits)
        throw Error(where + ": expected images of " + grouped(options.width) + " x " + grouped(options.height)
            + " pixels as the size says (it applies to rows of numbers), found " + header.text());
    return axes;
}

/// Distance in numbers from one index to the next of each axis n, y, x, channel.
using Strides = std::array<std::uint64_t, 4>;

Strides stridesOf(const SourceArray& array, const Arrangement& images)
{
    const auto height = static_cast<std::uint64_t>(images.shape.height);
    const auto width = static_cast<std::uint64_t>(images.shape.width);
    const auto channels = static_cast<std::uint64_t>(images.shape.channels);
    if (!array.header.fortran) {
        const std::uint64_t size = height * width * channels;
        return images.channelsFirst ? Strides{size, width, 1, height * width}
                                    : Strides{size, width * channels, channels, 1};
    }
    const auto count = static_cast<std::uint64_t>(images.count);
    if (array.header.shape.size() == 2) // a row is in C order all the same
        return images.channelsFirst ? Strides{1, count * width, count, count * height * width}
                                    : Strides{1, count * width * channels, count * channels, count};
    return images.channelsFirst ? Strides{1, count * channels, count * channels * height, count}
                                : Strides{1, count, count * height, count * height * width};
}

/// Copies numbers of `Size` bytes into the order (n, y, x, channel).
template <std::size_t Size>
void reorder(const std::uint8_t* from, const Strides& strides, const Arrangement& images, std::uint8_t* to)
{
    const auto [n, y, x, c] = strides;
    const auto count = static_cast<std::uint64_t>(images.count);
    for (std::uint64_t sample = 0; sample < count; ++sample)
        for (std::uint64_t row = 0; row < static_cast<std::uint64_t>(images.shape.height); ++row)
            for (std::uint64_t column = 0; column < static_cast<std::uint64_t>(images.shape.width); ++column)
                for (std::uint64_t channel = 0; channel < static_cast<std::uint64_t>(images.shape.channels);
                     ++channel) {
                    std::memcpy(to, from + (sample * n + row * y + column * x + channel * c) * Size, Size);
                    to += Size;
                }
}

/// Checksum of what lies in front of the numbers: the header.
std::uint32_t checksumBefore(const SourceArray& array)
{
    std::vector<std::uint8_t> buffer(array.header.size);
    return crc32({array.source->view(array.offset - buffer.size(), buffer), buffer.size()});
}

/// All numbers of an array, where they lie or in the buffer.
const std::uint8_t* checkedNumbers(const SourceArray& array, std::vector<std::uint8_t>& buffer)
{
    buffer.resize(array.header.dataSize());
    const std::uint8_t* numbers = array.source->view(array.offset, buffer);
    if (array.checksum)
        requireChecksum(crc32({numbers, buffer.size()}, checksumBefore(array)), *array.checksum, array.where);
    return numbers;
}

std::vector<std::uint8_t> inOrder(const SourceArray& array, const Arrangement& images)
{
    const std::uint64_t size = array.header.dataSize();
    requireMemory(size * 2, array.header.text(), array.where);
    std::vector<std::uint8_t> buffer;
    const std::uint8_t* from = checkedNumbers(array, buffer);
    std::vector<std::uint8_t> to(size);
    const Strides strides = stridesOf(array, images);
    switch (sizeOf(array.header.type)) {
    case 1:
        reorder<1>(from, strides, images, to.data());
        break;
    case 2:
        reorder<2>(from, strides, images, to.data());
        break;
    case 4:
        reorder<4>(from, strides, images, to.data());
        break;
    default:
        reorder<8>(from, strides, images, to.data());
    }
    return to;
}

bool isInMemory(const SourceArray& array)
{
    return dynamic_cast<const MemoryBytes*>(array.source.get()) != nullptr;
}

/// Where the images of one array are from now on.
NumberPart keep(const SourceArray& array, const Arrangement& images, bool inFile)
{
    const bool reordered = array.header.fortran || (images.channelsFirst && !inFile);
    if (reordered)
        return {std::make_shared<MemoryBytes>(inOrder(array, images)), 0, images.count, array.where};
    std::optional<PartChecksum> checksum;
    if (array.checksum)
        checksum = {checksumBefore(array), *array.checksum};
    if (inFile || isInMemory(array))
        return {array.source, array.offset, images.count, array.where, checksum};
    const std::uint64_t size = array.header.dataSize();
    requireMemory(size, array.header.text(), array.where);
    std::vector<std::uint8_t> bytes(size);
    static_cast<void>(array.source->view(array.offset, bytes));
    return {std::make_shared<MemoryBytes>(std::move(bytes)), 0, images.count, array.where, checksum};
}

/// Says where an array may have been meant otherwise: axes as MATLAB has them, one picture, an array behind another.
void sayDoubts(const std::vector<SourceArray>& parts, const ReadOptions& options, Dataset& data)
{
    constexpr std::uint64_t kLeastSide = 16;
    for (const SourceArray& part : parts)
        if (part.behind > 0)
            data.notices.push_back(part.where + ": " + grouped(static_cast<std::int64_t>(part.behind))
                + " bytes behind the first array were left out, as numpy.load leaves them out.");
    const std::vector<std::uint64_t>& shape = parts.front().header.shape;
    if (options.hasSize() || shape[0] < kLeastSide || shape[0] != shape[1])
        return;
    const std::string side = std::to_string(shape[0]);
    if (shape.size() == 2)
        data.notices.push_back("There are as many rows as columns, " + side
            + ", and each row is a sample; if all are one picture, save it as PNG, which is cut into patches.");
    else if (shape.size() == 3 && shape[2] != shape[0])
        data.notices.push_back(side + " images of " + side + " x " + std::to_string(shape[2])
            + " were read; if the last axis counts images of " + side + " x " + side
            + ", save numpy.moveaxis(x, -1, 0) in Python.");
}

} // namespace

Arrangement arrange(const NpyHeader& header, const ReadOptions& options, const std::string& where)
{
    if (header.holdsTexts())
        throw Error(where + ": expected images of numbers, found " + header.text());
    if (header.shape.size() == 1)
        throw Error(where + ": expected images (2 to 4 axes), found one axis: " + header.text());
    const Axes axes = axesOf(header, options, where);
    if (header.dataSize() == 0)
        throw Error(where + ": expected at least one image, found " + header.text());
    const bool isLine = axes.height == 1;
    if (axes.height > kLongestAxis || axes.width > (isLine ? kLongestLine : kLongestAxis)
        || axes.height * axes.width > kMostValues / axes.channels)
        throw Error(where + ": expected images with sides of 1 to 65,535 pixels and at most 268,435,456 values, found "
            + header.text());
    return {static_cast<Index>(header.shape[0]),
        {static_cast<int>(axes.channels), static_cast<int>(axes.height), static_cast<int>(axes.width)},
        axes.channelsFirst && axes.channels > 1};
}

void requireLike(const SourceArray& first, const SourceArray& other, const ReadOptions& options)
{
    const Arrangement expected = arrange(first.header, options, first.where);
    const Arrangement found = arrange(other.header, options, other.where);
    const bool same = expected.shape == found.shape && expected.channelsFirst == found.channelsFirst
        && first.header.type == other.header.type && first.header.swapped == other.header.swapped;
    if (!same)
        throw Error(other.where + ": expected images of the type and shape of " + first.where + " ("
            + first.header.text() + "), found " + other.header.text());
}

void setImages(
    const std::vector<SourceArray>& parts, const ReadOptions& options, const Progress& progress, Dataset& data)
{
    std::vector<Arrangement> images;
    std::uint64_t bytes = 0;
    bool canStay = true;
    for (const SourceArray& part : parts) {
        images.push_back(arrange(part.header, options, part.where));
        requireLike(parts.front(), part, options);
        bytes += part.header.dataSize();
        canStay = canStay && !part.header.fortran;
    }
    const bool inFile = canStay && bytes > static_cast<std::uint64_t>(options.keepInMemory);
    const NpyHeader& header = parts.front().header;
    std::vector<NumberPart> kept;
    for (std::size_t i = 0; i < parts.size(); ++i)
        kept.push_back(keep(parts[i], images[i], inFile));
    const bool mayMiss = options.missing == ReadOptions::Missing::Mean && isFloat(header.type);
    const bool couldMiss = !mayMiss && isFloat(header.type);
    const NumberLayout layout{
        header.type, header.swapped, images.front().shape, images.front().channelsFirst && inFile, mayMiss, couldMiss};
    const auto store = std::make_shared<NumberImages>(layout, std::move(kept), progress);
    data.shape = images.front().shape;
    data.trainCount = images.front().count;
    for (std::size_t i = 1; i < images.size(); ++i)
        (parts[i].part == DataPart::Validation ? data.validationCount : data.testCount) = images[i].count;
    data.images = store;
    data.scaling = scalingFor(options.scale, header.type, store->range(0));
    sayDoubts(parts, options, data);
}

std::vector<std::uint8_t> checkedBytes(const SourceArray& array)
{
    requireMemory(array.header.dataSize(), array.header.text(), array.where);
    std::vector<std::uint8_t> buffer;
    const std::uint8_t* bytes = checkedNumbers(array, buffer);
    if (bytes != buffer.data())
        buffer.assign(bytes, bytes + array.header.dataSize());
    return buffer;
}

} // namespace isthmus
