// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureCollection.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/data/NumberImages.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/PicturePages.h"

#include <algorithm>
#include <map>
#include <span>

namespace isthmus {

namespace {

constexpr std::size_t kBatch = 512; // files between two reports, fewer if they are large
constexpr std::size_t kBatchBytes = 256 << 20;
constexpr qint64 kMostPixels = 1 << 22; // of one picture, which a batch holds sixteen times as floats
constexpr double kSizesShare = 0.2; // of the time, where sizes are looked at first

/// Levels of 8 bits among those of 16: both go from black to white.
std::vector<std::uint8_t> widened(const std::vector<std::uint8_t>& bytes)
{
    std::vector<std::uint8_t> wide; // 257 times the level: the byte twice, in any byte order
    wide.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes)
        wide.insert(wide.end(), 2, byte);
    return wide;
}

std::vector<std::uint8_t> withType(NumberType from, std::vector<std::uint8_t> bytes, NumberType to)
{
    if (from == to)
        return bytes;
    return to == NumberType::U16 ? widened(bytes) : asFloats(from, bytes);
}

} // namespace

PictureCollection::PictureCollection(const ReadOptions& options, const Progress& progress)
    : m_options(options)
    , m_progress(progress)
    , m_pool(threadsOrAll(0))
{
}

std::vector<Index> PictureCollection::read(const std::vector<PictureFile>& files, const std::string& where, QSize usual)
{
    m_isOneFile = files.size() == 1;
    const bool looks = !m_options.hasSize() && usual.isEmpty();
    const double begin = looks ? kSizesShare : 0;
    m_size = m_options.hasSize() ? QSize(m_options.width, m_options.height) : looks ? mostCommonSize(files) : usual;
    if (m_size.isEmpty())
        throw Error(where + ": expected pictures, found " + grouped(static_cast<std::int64_t>(files.size()))
            + " files and no picture that can be read among them");
    const qint64 pixels = qint64(m_size.width()) * m_size.height();
    if (pixels > kMostPixels)
        throw Error(where + ": expected pictures of at most " + grouped(kMostPixels) + " pixels, found a size of "
            + grouped(m_size.width()) + " x " + grouped(m_size.height()) + "; a smaller size can be set");
    const std::size_t step = std::clamp<std::size_t>(kBatchBytes / (4 * static_cast<std::size_t>(pixels)), 2, kBatch);
    std::vector<Index> read(files.size());
    std::vector<std::vector<PictureBytes>> pictures(step);
    for (std::size_t first = 0; first < files.size(); first += step) {
        const auto batch = std::span(files).subspan(first, std::min(step, files.size() - first));
        m_pool.run(static_cast<Index>(batch.size()),
            [&](Index i) { pictures[static_cast<std::size_t>(i)] = decode(batch[static_cast<std::size_t>(i)].path); });
        m_waiting = 0;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            read[first + i] = static_cast<Index>(pictures[i].size());
            for (PictureBytes& picture : pictures[i])
                append(std::move(picture), where);
            pictures[i].clear();
        }
        const double done = static_cast<double>(first + batch.size()) / static_cast<double>(files.size());
        report(m_progress, begin + (1 - begin) * done);
    }
    if (m_runs.empty())
        throw Error(where + ": expected pictures, found none that can be read: " + lastReason());
    return read;
}

std::string PictureCollection::lastReason() const
{
    const MutexLock lock(m_mutex);
    return m_reason;
}

/// The smaller one of two sizes that are as common.
QSize PictureCollection::mostCommonSize(const std::vector<PictureFile>& files)
{
    std::vector<QSize> sizes(files.size());
    for (std::size_t first = 0; first < files.size(); first += kBatch) {
        const std::size_t count = std::min(kBatch, files.size() - first);
        m_pool.run(static_cast<Index>(count), [&](Index i) {
            sizes[first + static_cast<std::size_t>(i)] = pictureSize(files[first + static_cast<std::size_t>(i)].path);
        });
        report(m_progress, kSizesShare * static_cast<double>(first + count) / static_cast<double>(files.size()));
    }
    std::map<std::pair<int, int>, std::size_t> counts;
    for (const QSize& size : sizes)
        if (!size.isEmpty())
            ++counts[{size.width(), size.height()}];
    const auto best = std::max_element(
        counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? QSize() : QSize(best->first.first, best->first.second);
}

std::vector<PictureBytes> PictureCollection::decode(const std::string& path)
{
    std::vector<PictureBytes> pictures;
    std::vector<std::string> notices;
    Index fitted = 0;
    const auto use = [&](const DecodedPicture& picture) {
        fitted += picture.size() != m_size ? 1 : 0;
        pictures.push_back(numbersOf(picture, m_size, m_options));
        const std::uint64_t bytes = pictures.back().bytes.size();
        requireMemory(m_bytes + (m_waiting += bytes), "the pictures up to those in it", path);
        if (m_isOneFile)
            report(m_progress, kSizesShare);
    };
    const bool isColour = m_options.channels == ReadOptions::Channels::Colour;
    const std::string reason = readPictures(path, {.isColour = isColour, .decoded = m_pool.threads()}, use, notices);
    const MutexLock lock(m_mutex);
    if (!reason.empty()) {
        m_reason = path + ": " + reason;
        return {};
    }
    m_fitted += fitted;
    m_notices.insert(notices.begin(), notices.end());
    return pictures;
}

void PictureCollection::append(PictureBytes picture, const std::string& where)
{
    ++m_pictures;
    if (m_runs.empty() || m_runs.back().type != picture.type || m_runs.back().channels != picture.channels)
        m_runs.push_back({picture.type, picture.channels, {}});
    std::vector<std::uint8_t>& bytes = m_runs.back().bytes;
    m_bytes += picture.bytes.size();
    requireMemory(m_bytes + picture.bytes.size() * 3, "the pictures", where);
    bytes.insert(bytes.end(), picture.bytes.begin(), picture.bytes.end());
}

NumberType PictureCollection::commonType() const
{
    const NumberType first = m_runs.front().type;
    if (std::all_of(m_runs.begin(), m_runs.end(), [&](const Run& run) { return run.type == first; }))
        return first;
    const bool areLevels = std::all_of(m_runs.begin(), m_runs.end(),
        [](const Run& run) { return run.type == NumberType::U8 || run.type == NumberType::U16; });
    return areLevels ? NumberType::U16 : NumberType::F32;
}

int PictureCollection::commonChannels() const
{
    int channels = 1;
    for (const Run& run : m_runs)
        channels = std::max(channels, run.channels);
    return channels;
}

std::vector<std::uint8_t> PictureCollection::united(NumberType type, int channels)
{
    const auto unite = [&](Run& run) {
        std::vector<std::uint8_t> bytes = withType(run.type, std::exchange(run.bytes, {}), type);
        return withChannels(type, run.channels, std::move(bytes), channels);
    };
    if (m_runs.size() == 1)
        return unite(m_runs.front());
    std::vector<std::uint8_t> all;
    all.reserve(static_cast<std::size_t>(m_pictures * m_size.width() * m_size.height() * channels * sizeOf(type)));
    for (Run& run : m_runs) {
        const std::vector<std::uint8_t> bytes = unite(run);
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

void PictureCollection::sayTypes(Dataset& data) const
{
    std::set<std::string> names;
    for (const Run& run : m_runs)
        names.insert(nameOf(run.type));
    if (names.size() < 2)
        return;
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    data.notices.push_back("The pictures hold numbers of several types (" + text + "): "
        + (commonType() == NumberType::U16 ? "levels of 8 bits were brought to 16, white to white."
                                           : "all were read as they are, whatever is black and white."));
}

void PictureCollection::moveInto(Dataset& data)
{
    const NumberType type = commonType();
    data.shape = {commonChannels(), m_size.height(), m_size.width()};
    {
        const MutexLock lock(m_mutex);
        data.notices.insert(data.notices.end(), m_notices.begin(), m_notices.end());
        if (m_fitted > 0)
            data.notices.push_back(grouped(m_fitted) + " of " + grouped(data.count())
                + " pictures of another size were fitted to " + grouped(data.shape.width) + " x "
                + grouped(data.shape.height) + " pixels.");
    }
    sayTypes(data);
    std::vector<std::uint8_t> bytes = united(type, data.shape.channels);
    m_runs.clear();
    if (type == NumberType::U8) {
        const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
        data.scaling = scalingOfPixels(m_options.scale, std::span<const std::uint8_t>(bytes).first(training));
        data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
        return;
    }
    const auto source = std::make_shared<const MemoryBytes>(std::move(bytes));
    const NumberLayout layout{type, false, data.shape, false};
    const auto part = [&](Index first, Index count) {
        return NumberPart{source, static_cast<std::uint64_t>(first * layout.sampleBytes()), count, data.title};
    };
    std::vector<NumberPart> parts;
    parts.reserve(3);
    parts.push_back(part(0, data.trainCount));
    if (data.testCount > 0)
        parts.push_back(part(data.trainCount, data.testCount));
    if (data.validationCount > 0)
        parts.push_back(part(data.firstValidation(), data.validationCount));
    const auto images = std::make_shared<NumberImages>(layout, std::move(parts));
    data.scaling = scalingFor(m_options.scale, type, images->range(0));
    data.images = images;
}

} // namespace isthmus
