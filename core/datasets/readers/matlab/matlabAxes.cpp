// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/matlabAxes.h"

#include "core/base/Error.h"
#include "core/datasets/readers/matlab/FortranSamples.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <set>

namespace isthmus {

namespace {

using MatlabShape = std::vector<std::uint64_t>;

constexpr std::uint64_t kMostLabels = 10'000'000; ///< floats that are looked at in search of labels

bool isVector(const MatlabShape& shape)
{
    return shape.size() < 2 || (shape.size() == 2 && (shape[0] == 1 || shape[1] == 1));
}

bool canBeChannels(std::uint64_t extent)
{
    return extent == 1 || extent == 3 || extent == 4;
}

/// Where the samples are, and why.
struct SampleAxis
{
    bool isLast;
    std::string reason;
};

/// What the numbers of labels say: a vector that has as many numbers as one of the two axes, and not as the other.
std::optional<SampleAxis> axisByLabels(const MatlabShape& shape, const std::map<std::uint64_t, std::string>& vectors)
{
    const auto first = vectors.find(shape.front());
    const auto last = vectors.find(shape.back());
    if ((first == vectors.end()) == (last == vectors.end()))
        return std::nullopt;
    const bool isLast = last != vectors.end();
    return SampleAxis{isLast, (isLast ? last : first)->second + " has as many numbers"};
}

std::optional<SampleAxis> axisByChannels(const MatlabShape& shape, ReadOptions::Order order)
{
    if (shape.size() != 4)
        return std::nullopt;
    const auto fits = [&](std::size_t begin) {
        return (order != ReadOptions::Order::First && canBeChannels(shape[begin + 2]))
            || (order != ReadOptions::Order::Last && canBeChannels(shape[begin]));
    };
    if (fits(0) == fits(1))
        return std::nullopt;
    return SampleAxis{fits(0), "the channels are among the others"};
}

std::optional<SampleAxis> axisBySquares(const MatlabShape& shape)
{
    if (shape.size() != 3 || (shape[0] == shape[1]) == (shape[1] == shape[2]))
        return std::nullopt;
    return SampleAxis{shape[0] == shape[1], "the others make squares"};
}

SampleAxis axisByLength(const MatlabShape& shape)
{
    if (shape.front() == shape.back())
        return {shape.size() > 2, "it usually is that one"};
    return {shape.back() > shape.front(), "it is the longer one"};
}

SampleAxis sampleAxis(
    const MatlabShape& shape, const std::map<std::uint64_t, std::string>& vectors, ReadOptions::Order order)
{
    if (const auto axis = axisByLabels(shape, vectors))
        return *axis;
    if (const auto axis = axisByChannels(shape, order))
        return *axis;
    if (const auto axis = axisBySquares(shape))
        return *axis;
    return axisByLength(shape);
}

/// The samples first, in C order where they were last.
NpyHeader turnedHeader(NpyHeader header, bool isLast)
{
    if (isLast)
        std::rotate(header.shape.begin(), header.shape.end() - 1, header.shape.end());
    header.fortran = !isLast;
    return header;
}

/// Pictures that lie one after the other, each in MATLAB's order.
SourceArray turnedPictures(SourceArray array)
{
    const MatlabShape& shape = array.header.shape;
    const FortranSamples::Extents extents{shape[1], shape[2], shape.size() > 3 ? shape[3] : 1};
    array.source = std::make_shared<FortranSamples>(
        array.source, array.offset, shape[0], extents, static_cast<std::uint64_t>(sizeOf(array.header.type)));
    array.offset = 0;
    return array;
}

/// Floats that are whole numbers, as such; null for others.
std::shared_ptr<const ByteSource> wholeNumbers(const SourceArray& array)
{
    const std::uint64_t count = array.header.shape[0];
    std::vector<std::uint8_t> buffer(array.header.dataSize());
    const std::uint8_t* bytes = array.source->view(array.offset, buffer);
    std::vector<std::int64_t> whole(count);
    std::vector<float> numbers(count);
    toIntegers(array.header.type, array.header.swapped, bytes, static_cast<Index>(count), whole.data());
    toFloats(array.header.type, array.header.swapped, bytes, static_cast<Index>(count), numbers.data());
    for (std::size_t i = 0; i < count; ++i)
        if (static_cast<float>(whole[i]) != numbers[i])
            return nullptr;
    std::vector<std::uint8_t> copy(count * sizeof(std::int64_t));
    std::memcpy(copy.data(), whole.data(), copy.size());
    return std::make_shared<MemoryBytes>(std::move(copy));
}

/// Turns the arrays of one file.
class Turning
{
public:
    Turning(ArrayContainer file, const ReadOptions& options)
        : m_raw(std::move(file))
        , m_options(options)
    {
    }

    ArrayContainer run()
    {
        ArrayContainer file = m_raw;
        for (NamedArray& array : file.arrays)
            if (array.header.fortran && isVector(array.header.shape))
                flatten(array);
        for (NamedArray& array : file.arrays)
            if (array.header.fortran)
                turnAxes(array, file.guesses);
        for (NamedArray& array : file.arrays)
            if (m_flat.count(array.entry) > 0 && m_samples.count(array.header.shape[0]) > 0)
                makeWhole(array);
        file.open = [open = m_raw.open, whole = m_whole, pictures = m_pictures](const NamedArray& array) {
            if (const auto found = whole.find(array.entry); found != whole.end())
                return found->second;
            SourceArray opened = open(array);
            opened.header = array.header;
            return pictures.count(array.entry) > 0 ? turnedPictures(std::move(opened)) : opened;
        };
        return file;
    }

private:
    void flatten(NamedArray& array)
    {
        const MatlabShape& shape = array.header.shape;
        const std::uint64_t count = shape.empty() ? 1 : shape.size() > 1 ? shape[0] * shape[1] : shape[0];
        array.header.shape = {count};
        array.header.fortran = false;
        m_flat.insert(array.entry);
        if (count > 1 && (m_options.labelArray.empty() || m_options.labelArray == array.name))
            m_vectors.emplace(count, array.name);
    }

    void turnAxes(NamedArray& array, std::map<std::string, std::string>& guesses)
    {
        const SampleAxis axis = sampleAxis(array.header.shape, m_vectors, m_options.order);
        guesses[array.name] = array.name + ": of " + array.header.text() + ", the " + (axis.isLast ? "last" : "first")
            + " axis was taken as the samples, since " + axis.reason + '.';
        array.header = turnedHeader(array.header, axis.isLast);
        m_samples.insert(array.header.shape[0]);
        const std::size_t axes = array.header.shape.size();
        if (axis.isLast && (axes == 3 || axes == 4) && array.header.dataSize() > 0)
            m_pictures.insert(array.entry);
    }

    void makeWhole(NamedArray& array)
    {
        if (!isFloat(array.header.type) || array.header.shape[0] > kMostLabels)
            return;
        SourceArray raw = m_raw.open(array);
        raw.header = array.header;
        if (const auto whole = wholeNumbers(raw)) {
            array.header.type = NumberType::I64;
            array.header.swapped = false;
            m_whole[array.entry] = {raw.where, array.header, whole, 0};
        }
    }

    ArrayContainer m_raw;
    const ReadOptions& m_options;
    std::set<std::size_t> m_flat; ///< entries of vectors
    std::map<std::uint64_t, std::string> m_vectors; ///< lengths of vectors that may be labels, and a name of each
    std::set<std::uint64_t> m_samples; ///< numbers of samples
    std::set<std::size_t> m_pictures; ///< entries of pictures that lie one after the other
    std::map<std::size_t, SourceArray> m_whole; ///< entries that became whole numbers
};

} // namespace

ArrayContainer samplesFirst(ArrayContainer file, const ReadOptions& options)
{
    return Turning(std::move(file), options).run();
}

} // namespace isthmus
