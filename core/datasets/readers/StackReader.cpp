// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/StackReader.h"

#include "core/base/Error.h"
#include "core/base/ThreadPool.h"
#include "core/data/NumberImages.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/PictureCollection.h"
#include "core/datasets/readers/origin.h"
#include "core/datasets/tiff/TiffStack.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace isthmus {

namespace {

constexpr double kDecoding = 0.8; // of the time, where pages are brought into memory

/// @throws Error if the file is no picture
std::string_view requireFormat(const Dataset& data)
{
    const char* format = pictureFormat(fileHead(data.name, 16));
    if (format == nullptr)
        throw Error(data.title + ": expected a picture that can be read, found: another kind of file");
    return format;
}

/// The pages as they are, one by one and on all threads.
std::shared_ptr<const ByteSource> decoded(const TiffBytes& pages, std::uint64_t pageBytes, const Progress& progress)
{
    constexpr Index kSteps = 64; // reports
    std::vector<std::uint8_t> bytes(pages.size());
    const auto count = static_cast<Index>(pages.size() / pageBytes);
    ThreadPool pool(threadsOrAll(0));
    const Index step = std::max<Index>(pool.threads(), (count + kSteps - 1) / kSteps);
    for (Index first = 0; first < count; first += step) {
        pool.run(std::min(step, count - first), [&](Index i) {
            const std::uint64_t place = static_cast<std::uint64_t>(first + i) * pageBytes;
            static_cast<void>(pages.view(place, std::span(bytes).subspan(place, pageBytes)));
        });
        report(progress, kDecoding * static_cast<double>(std::min(first + step, count)) / static_cast<double>(count));
    }
    return std::make_shared<const MemoryBytes>(std::move(bytes));
}

Scaling scalingOf(NumberType type, const NumberRange& range, ReadOptions::Scale rule)
{
    return type == NumberType::U8 ? scalingOfPixels(rule, range) : scalingFor(rule, type, range);
}

/// Are the pages' numbers the images', with nothing to fit and no channels to add or take away? Whether pages in colour
/// are all grey is looked at only where they are brought into memory anyhow.
bool isReadAsItIs(const TiffStack& stack, const ReadOptions& options)
{
    const RasterKind kind = stack.kind(0);
    const bool fits = !options.hasSize() || (options.width == kind.width && options.height == kind.height);
    const bool isLarge = kind.bytes() * static_cast<std::uint64_t>(stack.count())
        > static_cast<std::uint64_t>(std::max<std::int64_t>(options.keepInMemory, 0));
    const bool hasChannels = kind.channels == 1 ? options.channels != ReadOptions::Channels::Colour
                                                : isLarge && options.channels != ReadOptions::Channels::Grey;
    return fits && hasChannels && kind.values() <= kMostImageValues && stack.isUniform();
}

void openPages(std::shared_ptr<const TiffStack> stack, const Progress& progress, Dataset& data)
{
    const RasterKind kind = stack->kind(0);
    data.notices = stack->notices();
    data.trainCount = stack->count();
    data.shape = {kind.channels, kind.height, kind.width};
    const auto pages = std::make_shared<const TiffBytes>(std::move(stack));
    const bool stays = pages->size() > static_cast<std::uint64_t>(std::max<std::int64_t>(data.reading.keepInMemory, 0));
    const double begin = stays ? 0 : kDecoding;
    const auto rest = [&](double done) { return !progress || progress(begin + (1 - begin) * done); };
    const std::shared_ptr<const ByteSource> source = stays ? pages : decoded(*pages, kind.bytes(), progress);
    const NumberLayout layout{kind.type, false, data.shape, false};
    const std::vector<NumberPart> parts{{source, 0, data.trainCount, data.title}};
    const auto images = std::make_shared<NumberImages>(layout, parts, rest);
    data.scaling = scalingOf(kind.type, images->range(0), data.reading.scale);
    data.images = images;
}

/// The size that most pages have; the smaller one of two that are as common.
QSize usualSize(const TiffStack& stack)
{
    std::map<std::pair<int, int>, Index> counts;
    for (Index page = 0; page < stack.count(); ++page)
        ++counts[{stack.kind(page).width, stack.kind(page).height}];
    const auto most = std::max_element(
        counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return {most->first.first, most->first.second};
}

void collect(QSize usual, const Progress& progress, Dataset& data)
{
    PictureCollection collection(data.reading, progress);
    data.trainCount = collection.read({{data.name, {}}}, data.title, usual).front();
    collection.moveInto(data);
}

} // namespace

bool sniffStack(const std::string& path)
{
    return pictureCount(path) > 1;
}

Dataset readStack(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "stack", options);
    if (requireFormat(data) != "tiff") {
        collect({}, progress, data);
        return data;
    }
    std::shared_ptr<const TiffStack> stack;
    try {
        stack = std::make_shared<const TiffStack>(
            data.name, TiffReading{.isColour = options.channels == ReadOptions::Channels::Colour});
    } catch (const Error& error) {
        throw Error(data.title + ": expected pages that can be read, found: " + error.what());
    }
    if (isReadAsItIs(*stack, data.reading))
        openPages(std::move(stack), progress, data);
    else
        collect(usualSize(*stack), progress, data);
    return data;
}

} // namespace isthmus
