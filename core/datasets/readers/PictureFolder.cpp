// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureFolder.h"

#include "core/base/Error.h"
#include "core/base/Mutex.h"
#include "core/base/ThreadPool.h"
#include "core/data/ByteSource.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/PictureParts.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QFileInfo>

#include <algorithm>
#include <map>
#include <span>

namespace isthmus {

namespace {

constexpr std::size_t kBatch = 512; // files between two reports, fewer if they are large
constexpr std::size_t kBatchBytes = 256 << 20;
constexpr qint64 kMostPixels = 1 << 22; // of one picture, which a batch holds sixteen times as floats
constexpr std::size_t kMostNames = 4; // of files that were left out; of more, one gives its place to their number
constexpr double kSizesShare = 0.2; // of the time, where sizes are looked at first

/// The pictures of one part after another, as they are read.
class Collection
{
public:
    Collection(const ReadOptions& options, const Progress& progress)
        : m_options(options)
        , m_progress(progress)
        , m_pool(threadsOrAll(0))
        , m_isGrey(options.channels != ReadOptions::Channels::Colour)
    {
    }

    /// @return which files were read
    std::vector<bool> read(const std::vector<PictureFile>& files, const std::string& where)
    {
        m_begin = m_options.hasSize() ? 0 : kSizesShare;
        m_size = m_options.hasSize() ? QSize(m_options.width, m_options.height) : mostCommonSize(files);
        if (m_size.isEmpty())
            throw Error(where + ": expected pictures, found " + grouped(static_cast<std::int64_t>(files.size()))
                + " files and no picture that can be read among them");
        const qint64 pixels = qint64(m_size.width()) * m_size.height();
        if (pixels > kMostPixels)
            throw Error(where + ": expected pictures of at most " + grouped(kMostPixels) + " pixels, found a size of "
                + grouped(m_size.width()) + " x " + grouped(m_size.height()) + "; a smaller size can be set");
        const std::size_t step =
            std::clamp<std::size_t>(kBatchBytes / (4 * static_cast<std::size_t>(pixels)), 2, kBatch);
        std::vector<bool> read(files.size());
        std::vector<PictureBytes> pictures(step);
        for (std::size_t first = 0; first < files.size(); first += step) {
            const auto batch = std::span(files).subspan(first, std::min(step, files.size() - first));
            m_pool.run(static_cast<Index>(batch.size()), [&](Index i) {
                pictures[static_cast<std::size_t>(i)] = decode(batch[static_cast<std::size_t>(i)].path);
            });
            for (std::size_t i = 0; i < batch.size(); ++i) {
                read[first + i] = pictures[i].channels > 0;
                append(pictures[i], where);
            }
            report(m_progress,
                m_begin
                    + (1 - m_begin) * static_cast<double>(first + batch.size()) / static_cast<double>(files.size()));
        }
        if (m_bytes.empty())
            throw Error(where + ": expected pictures, found none that can be read: " + lastReason());
        return read;
    }

    [[nodiscard]] Shape shape() const { return {m_isGrey ? 1 : 3, m_size.height(), m_size.width()}; }
    [[nodiscard]] Index fittedCount() const
    {
        const MutexLock lock(m_mutex);
        return m_fitted;
    }
    std::vector<std::uint8_t> takeBytes() { return std::move(m_bytes); }

private:
    [[nodiscard]] std::string lastReason() const
    {
        const MutexLock lock(m_mutex);
        return m_reason;
    }

    /// The smaller one of two sizes that are as common.
    QSize mostCommonSize(const std::vector<PictureFile>& files)
    {
        std::vector<QSize> sizes(files.size());
        for (std::size_t first = 0; first < files.size(); first += kBatch) {
            const std::size_t count = std::min(kBatch, files.size() - first);
            m_pool.run(static_cast<Index>(count), [&](Index i) {
                sizes[first + static_cast<std::size_t>(i)] =
                    pictureSize(files[first + static_cast<std::size_t>(i)].path);
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

    PictureBytes decode(const std::string& path)
    {
        std::string reason;
        const QImage picture = readPicture(path, reason, m_pool.threads());
        if (picture.isNull()) {
            const MutexLock lock(m_mutex);
            m_reason = path + ": " + reason;
            return {};
        }
        if (picture.size() != m_size) {
            const MutexLock lock(m_mutex);
            ++m_fitted;
        }
        return bytesOf(fitted(picture, m_size, m_options.fit), m_options.channels);
    }

    void append(const PictureBytes& picture, const std::string& where)
    {
        if (picture.channels == 3 && m_isGrey) { // the first with colour: what came before gets it too
            m_isGrey = false;
            requireMemory(3 * m_bytes.size(), "the pictures", where);
            std::vector<std::uint8_t> grey = std::move(m_bytes);
            m_bytes = {};
            m_bytes.reserve(3 * grey.size());
            for (const std::uint8_t byte : grey)
                m_bytes.insert(m_bytes.end(), 3, byte);
        }
        requireMemory(m_bytes.size() + picture.bytes.size() * 3, "the pictures", where);
        if (picture.channels == 1 && !m_isGrey) {
            for (const std::uint8_t byte : picture.bytes)
                m_bytes.insert(m_bytes.end(), 3, byte);
        } else {
            m_bytes.insert(m_bytes.end(), picture.bytes.begin(), picture.bytes.end());
        }
    }

    const ReadOptions& m_options;
    const Progress& m_progress;
    ThreadPool m_pool;
    QSize m_size;
    bool m_isGrey;
    double m_begin = 0;
    std::vector<std::uint8_t> m_bytes;
    mutable Mutex m_mutex;
    Index m_fitted ISTHMUS_GUARDED_BY(m_mutex) = 0;
    std::string m_reason ISTHMUS_GUARDED_BY(m_mutex); ///< why one picture could not be read
};

/// Each picture's first folder.
std::vector<std::string> classesOf(const std::vector<PictureFile>& files, const std::vector<bool>& read)
{
    std::vector<std::string> classes;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!read[i])
            continue;
        if (files[i].folders.empty()) // it has become a picture just now
            return {};
        classes.push_back(files[i].folders.front());
    }
    return classes;
}

/// Paths of the files that were not read, as a person finds them: below the folder.
std::vector<std::string> leftOut(const PictureParts& parts, const std::vector<bool>& read, const std::string& folder)
{
    std::vector<std::string> paths = parts.otherFiles;
    for (std::size_t i = 0; i < read.size(); ++i)
        if (!read[i])
            paths.push_back(parts.files[i].path);
    std::sort(paths.begin(), paths.end());
    for (std::string& path : paths)
        if (path.starts_with(folder + '/'))
            path.erase(0, folder.size() + 1);
    return paths;
}

/// The name without what would begin a line in it, or tell the terminal something.
std::string printable(std::string name)
{
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; }, '?');
    return name;
}

/// "b.png, c.png and 2 others"
std::string firstNames(const std::vector<std::string>& names)
{
    const std::size_t shown = names.size() <= kMostNames ? names.size() : kMostNames - 1;
    std::string text = printable(names.front());
    for (std::size_t i = 1; i < shown; ++i)
        text += (i + 1 == names.size() ? " and " : ", ") + printable(names[i]);
    if (shown < names.size())
        text += " and " + grouped(static_cast<std::int64_t>(names.size() - shown)) + " others";
    return text;
}

void addNotices(const std::vector<std::string>& skipped, Index fitted, Dataset& data)
{
    if (!skipped.empty())
        data.notices.push_back(grouped(static_cast<std::int64_t>(skipped.size()))
            + (skipped.size() == 1 ? " file that is no picture or is damaged was left out: "
                                   : " files that are no pictures or are damaged were left out: ")
            + firstNames(skipped) + '.');
    if (fitted > 0)
        data.notices.push_back(grouped(fitted) + " of " + grouped(data.count())
            + " pictures of another size were fitted to " + grouped(data.shape.width) + " x "
            + grouped(data.shape.height) + " pixels.");
}

} // namespace

bool sniffPictureFolder(const std::string& path)
{
    constexpr std::size_t kLookAt = 500;
    if (!QFileInfo(QString::fromStdString(path)).isDir())
        return false;
    try {
        for (const PictureFile& file : filesBelow(path, [](std::size_t files) { return files >= kLookAt; }))
            if (pictureFormat(fileHead(file.path, 16)) != nullptr)
                return true;
    } catch (const Error&) {
        return false;
    }
    return false;
}

Dataset readPictureFolder(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "pictures", options);
    std::vector<std::string> closed;
    const auto goOn = [&](std::size_t) {
        report(progress, 0);
        return false;
    };
    const PictureParts parts = arrangeParts(filesBelow(data.name, goOn, &closed));
    Collection collection(options, progress);
    const std::vector<bool> read = collection.read(parts.files, data.name);

    const auto firstTest = read.end() - static_cast<std::ptrdiff_t>(parts.testFiles);
    data.trainCount = std::count(read.begin(), firstTest, true);
    data.testCount = std::count(firstTest, read.end(), true);
    if (data.trainCount == 0)
        throw Error(data.name + ": expected a picture that can be read in the folder train, found none");
    data.shape = collection.shape();
    for (const std::string& folder : closed)
        data.notices.emplace_back("A folder was left out: " + folder + '.');
    data.notices.insert(data.notices.end(), parts.notices.begin(), parts.notices.end());
    addNotices(leftOut(parts, read, data.name), collection.fittedCount(), data);
    if (parts.haveClasses)
        setClasses(classesOf(parts.files, read), data);
    std::vector<std::uint8_t> bytes = collection.takeBytes();
    const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
    data.scaling = scalingOfPixels(options.scale, std::span<const std::uint8_t>(bytes).first(training));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return data;
}

} // namespace isthmus
