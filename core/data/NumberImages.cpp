// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/NumberImages.h"

#include "core/base/Error.h"
#include "core/base/Mutex.h"
#include "core/base/ThreadPool.h"
#include "core/data/Crc32.h"
#include "core/data/columns.h"
#include "core/data/rearranged.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

/// Looks through one part, block after block on all threads.
class Scan
{
public:
    Scan(const NumberLayout& layout, const NumberPart& part, const Progress& progress, double begin, double end)
        : m_layout(layout)
        , m_part(part)
        , m_progress(progress)
        , m_begin(begin)
        , m_end(end)
        , m_blockSamples(std::max<Index>(1, kBlockBytes / layout.sampleBytes()))
        , m_blocks((part.count + m_blockSamples - 1) / m_blockSamples)
        , m_ranges(static_cast<std::size_t>(m_blocks))
        , m_checksums(part.checksum ? static_cast<std::size_t>(m_blocks) : 0)
    {
    }

    NumberRange run(ThreadPool& pool)
    {
        pool.run(m_blocks, [this](Index block) { look(block); });
        checkSum();
        NumberRange all = m_ranges.front();
        for (std::size_t block = 0; block < m_ranges.size(); ++block) {
            const NumberRange& range = m_ranges[block];
            if (range.notFinite >= 0)
                refuse(static_cast<Index>(block) * m_blockSamples * m_layout.shape.size() + range.notFinite);
            all.minimum = std::min(all.minimum, range.minimum);
            all.maximum = std::max(all.maximum, range.maximum);
        }
        return all;
    }

private:
    static constexpr Index kBlockBytes = 1 << 20;

    [[nodiscard]] Index samplesOf(Index block) const
    {
        return std::min(m_blockSamples, m_part.count - block * m_blockSamples);
    }

    void checkSum() const
    {
        if (!m_part.checksum)
            return;
        std::uint32_t sum = m_part.checksum->before;
        for (Index block = 0; block < m_blocks; ++block)
            sum = crc32Joined(sum, m_checksums[static_cast<std::size_t>(block)],
                static_cast<std::uint64_t>(samplesOf(block) * m_layout.sampleBytes()));
        requireChecksum(sum, m_part.checksum->expected, m_part.where);
    }

    void look(Index block)
    {
        const Index first = block * m_blockSamples;
        const Index samples = samplesOf(block);
        const Index sampleBytes = m_layout.sampleBytes();
        thread_local std::vector<std::uint8_t> buffer;
        buffer.resize(static_cast<std::size_t>(samples * sampleBytes));
        const std::uint8_t* bytes =
            m_part.source->view(m_part.offset + static_cast<std::uint64_t>(first * sampleBytes), buffer);
        if (m_part.checksum)
            m_checksums[static_cast<std::size_t>(block)] =
                crc32({bytes, static_cast<std::size_t>(samples * sampleBytes)});
        m_ranges[static_cast<std::size_t>(block)] =
            rangeOf(m_layout.type, m_layout.swapped, bytes, samples * m_layout.shape.size(), m_layout.mayMiss);
        const MutexLock lock(m_mutex);
        report(m_progress, m_begin + (m_end - m_begin) * static_cast<double>(++m_done) / static_cast<double>(m_blocks));
    }

    [[nodiscard]] bool isMissing(Index number) const
    {
        std::vector<std::uint8_t> buffer(static_cast<std::size_t>(sizeOf(m_layout.type)));
        const std::uint64_t at = m_part.offset + static_cast<std::uint64_t>(number * sizeOf(m_layout.type));
        float value = 0;
        toFloats(m_layout.type, m_layout.swapped, m_part.source->view(at, buffer), 1, &value);
        return std::isnan(value);
    }

    [[noreturn]] void refuse(Index number) const
    {
        const Index size = m_layout.shape.size();
        const bool isGap = isMissing(number);
        throw Error(m_part.where + ": expected finite numbers that 32-bit floats can hold, found "
            + (isGap ? "a missing one (NaN) in " : "another in ") + (m_layout.shape.isRow() ? "row " : "image ")
            + grouped(number / size) + " at value " + grouped(number % size) + " (both counted from 0)"
            + (isGap && m_layout.couldMiss ? "; the choice 'mean' of missing numbers keeps such samples" : ""));
    }

    const NumberLayout& m_layout;
    const NumberPart& m_part;
    const Progress& m_progress;
    double m_begin;
    double m_end;
    Index m_blockSamples;
    Index m_blocks;
    std::vector<NumberRange> m_ranges;
    std::vector<std::uint32_t> m_checksums; ///< checksums of the blocks, if the part has one
    Mutex m_mutex;
    Index m_done ISTHMUS_GUARDED_BY(m_mutex) = 0;
};

/// The places of numbers in (channel, y, x) that have these in (y, x, channel).
std::vector<Index> channelsFirstPlaces(const Shape& shape, std::span<const Index> places)
{
    const Index pixels = Index(shape.height) * shape.width;
    std::vector<Index> stored;
    for (const Index place : places)
        stored.push_back(place % shape.channels * pixels + place / shape.channels);
    return stored;
}

/// (channel, y, x) becomes (y, x, channel).
void channelsLast(const Shape& shape, const float* from, float* to)
{
    const Index pixels = Index(shape.height) * shape.width;
    for (Index channel = 0; channel < shape.channels; ++channel)
        for (Index pixel = 0; pixel < pixels; ++pixel)
            to[pixel * shape.channels + channel] = from[channel * pixels + pixel];
}

} // namespace

void requireChecksum(std::uint32_t found, std::uint32_t expected, const std::string& where)
{
    if (found != expected)
        throw Error(where + ": expected the numbers that were saved, found damaged ones: their checksum differs");
}

NumberImages::NumberImages(const NumberLayout& layout, std::vector<NumberPart> parts, const Progress& progress)
    : m_layout(layout)
    , m_parts(std::move(parts))
{
    ThreadPool pool(threadsOrAll(0));
    const auto total = static_cast<double>(count());
    double before = 0;
    for (const NumberPart& part : m_parts) {
        const double after = before + static_cast<double>(part.count);
        m_ranges.push_back(Scan(m_layout, part, progress, before / total, after / total).run(pool));
        before = after;
    }
}

std::shared_ptr<const NumberImages> NumberImages::rearranged(const Shape& shape, std::span<const Index> places) const
{
    requireMemory(2 * bytes(), "the samples twice", m_parts.front().where);
    const std::vector<Index> stored = m_layout.channelsFirst ? channelsFirstPlaces(m_layout.shape, places)
                                                             : std::vector<Index>(places.begin(), places.end());
    auto images = std::make_shared<NumberImages>(*this);
    images->m_layout.shape = shape;
    images->m_layout.channelsFirst = false;
    for (NumberPart& part : images->m_parts) {
        std::vector<std::uint8_t> samples(static_cast<std::size_t>(part.count * m_layout.sampleBytes()));
        const std::uint8_t* from = part.source->view(part.offset, samples);
        samples = isthmus::rearranged({from, samples.size()}, static_cast<int>(sizeOf(m_layout.type)), stored);
        part = {std::make_shared<MemoryBytes>(std::move(samples)), 0, part.count, part.where};
    }
    return images;
}

Index NumberImages::count() const
{
    Index sum = 0;
    for (const NumberPart& part : m_parts)
        sum += part.count;
    return sum;
}

std::string NumberImages::type() const
{
    return nameOf(m_layout.type);
}

double NumberImages::minimum() const
{
    double low = m_ranges.front().minimum;
    for (const NumberRange& range : m_ranges)
        low = std::min(low, range.minimum);
    return low;
}

double NumberImages::maximum() const
{
    double high = m_ranges.front().maximum;
    for (const NumberRange& range : m_ranges)
        high = std::max(high, range.maximum);
    return high;
}

std::uint64_t NumberImages::bytes() const
{
    return static_cast<std::uint64_t>(count()) * static_cast<std::uint64_t>(m_layout.sampleBytes());
}

bool NumberImages::isInMemory() const
{
    return std::all_of(
        m_parts.begin(), m_parts.end(), [](const NumberPart& part) { return part.source->isInMemory(); });
}

const std::uint8_t* NumberImages::sample(Index number, std::span<std::uint8_t> buffer, Index begin) const
{
    const NumberPart* part = m_parts.data();
    while (number >= part->count)
        number -= part++->count;
    const Index place = number * m_layout.sampleBytes() + begin * sizeOf(m_layout.type);
    return part->source->view(part->offset + static_cast<std::uint64_t>(place), buffer);
}

void NumberImages::copyStored(Index sample, Index begin, std::span<float> out) const
{
    thread_local std::vector<std::uint8_t> buffer;
    const auto count = static_cast<Index>(out.size());
    buffer.resize(static_cast<std::size_t>(count * sizeOf(m_layout.type)));
    toFloats(m_layout.type, m_layout.swapped, this->sample(sample, buffer, begin), count, out.data());
}

void NumberImages::copy(Index sample, Index begin, std::span<float> out) const
{
    if (!m_layout.channelsFirst)
        return copyStored(sample, begin, out);
    const Index channels = m_layout.shape.channels;
    const Index pixels = Index(m_layout.shape.height) * m_layout.shape.width;
    const Index firstPixel = begin / channels;
    const Index endPixel = (begin + static_cast<Index>(out.size()) + channels - 1) / channels;
    std::vector<float> plane(static_cast<std::size_t>(endPixel - firstPixel));
    for (Index channel = 0; channel < channels; ++channel) {
        copyStored(sample, channel * pixels + firstPixel, plane);
        for (Index pixel = firstPixel; pixel < endPixel; ++pixel) {
            const Index place = pixel * channels + channel - begin;
            if (place >= 0 && place < static_cast<Index>(out.size()))
                out[static_cast<std::size_t>(place)] = plane[static_cast<std::size_t>(pixel - firstPixel)];
        }
    }
}

void NumberImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    for (std::size_t begin = 0; begin < which.size(); begin += kLane) {
        const auto some = which.subspan(begin, std::min<std::size_t>(kLane, which.size() - begin));
        const Index column = first + static_cast<Index>(begin);
        if (m_layout.type == NumberType::U8 && !m_layout.channelsFirst)
            gatherBytes(some, scale, offset, out, column);
        else
            gatherNumbers(some, scale, offset, out, column);
    }
}

void NumberImages::gatherBytes(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    thread_local std::vector<std::uint8_t> buffer; // keeps its size: a training step allocates nothing
    const auto bytes = static_cast<std::size_t>(m_layout.sampleBytes());
    buffer.resize(which.size() * bytes);
    std::array<const std::uint8_t*, kLane> samples{};
    for (std::size_t i = 0; i < which.size(); ++i)
        samples[i] = sample(which[i], std::span(buffer).subspan(i * bytes, bytes));
    storeColumns(std::span(samples).first(which.size()), m_layout.shape.size(), scale, offset, out, first);
}

void NumberImages::gatherNumbers(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    thread_local std::vector<std::uint8_t> buffer;
    thread_local std::vector<float> numbers;
    const Index features = m_layout.shape.size();
    const auto size = static_cast<std::size_t>(features);
    buffer.resize(static_cast<std::size_t>(m_layout.sampleBytes()));
    numbers.resize((which.size() + 1) * size);
    float* spare = numbers.data() + which.size() * size;
    std::array<const float*, kLane> samples{};
    for (std::size_t i = 0; i < which.size(); ++i) {
        float* to = numbers.data() + i * size;
        toFloats(
            m_layout.type, m_layout.swapped, sample(which[i], buffer), features, m_layout.channelsFirst ? spare : to);
        if (m_layout.channelsFirst)
            channelsLast(m_layout.shape, spare, to);
        samples[i] = to;
    }
    storeColumns(std::span(samples).first(which.size()), features, scale, offset, out, first);
}

} // namespace isthmus
