// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/IdxReader.h"

#include "core/base/Error.h"
#include "core/io/readers/IdxFile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <future>
#include <optional>

namespace isthmus {

namespace {

constexpr const char* kGzipEnd = ".gz";

/// Files of one part of a data set.
struct PartFiles
{
    QString images;
    QString labels; ///< empty: there are none
};

/// One part in memory, its labels beside the images.
struct Part
{
    IdxFile images;
    std::optional<IdxFile> labels;
    [[nodiscard]] Index count() const { return images.header.extents[0]; }
};

/// The file of this name, plain or gzipped; empty if there is neither.
QString plainOrGzip(const QString& path)
{
    for (const QString& candidate : {path, path + kGzipEnd})
        if (QFileInfo(candidate).isFile())
            return candidate;
    return {};
}

/// The labels beside a file of images: the same name with `labels` for `images` and `idx1` for `idx3`.
QString labelsBeside(const QString& images)
{
    const QFileInfo info(images);
    QString name = info.fileName();
    const qsizetype word = name.lastIndexOf("images");
    if (word < 0)
        return {};
    name.replace(word, 6, "labels").replace("idx3", "idx1").replace("idx4", "idx1");
    if (name.endsWith(kGzipEnd))
        name.chop(3);
    return plainOrGzip(info.dir().filePath(name));
}

/// Files of the part `train` or `t10k` of a folder; some sets have a dot before `idx`.
std::optional<PartFiles> partOfFolder(const QDir& folder, const QString& part)
{
    for (const char* end : {"-images-idx3-ubyte", "-images.idx3-ubyte", "-images-idx4-ubyte"})
        if (const QString images = plainOrGzip(folder.filePath(part + end)); !images.isEmpty())
            return PartFiles{images, labelsBeside(images)};
    return std::nullopt;
}

IdxFile readImages(const QString& path)
{
    return readIdxFile(path.toStdString(),
        [](const IdxHeader& header, const std::string& where) { static_cast<void>(header.imageShape(where)); });
}

std::optional<IdxFile> readLabels(const QString& path)
{
    if (path.isEmpty())
        return std::nullopt;
    return readIdxFile(
        path.toStdString(), [](const IdxHeader& header, const std::string& where) { header.requireLabels(where); });
}

void requireMatch(const Part& part)
{
    if (part.labels && part.labels->header.extents[0] != part.images.header.extents[0])
        throw Error(part.labels->where + ": expected " + grouped(part.count()) + " labels, one for each image of "
            + part.images.where + ", found " + grouped(part.labels->header.extents[0]));
}

void requireMatch(const Part& train, const Part& test)
{
    const Shape expected = train.images.header.imageShape(train.images.where);
    const Shape found = test.images.header.imageShape(test.images.where);
    if (found != expected)
        throw Error(test.images.where + ": expected images of " + expected.text() + " as in " + train.images.where
            + ", found " + found.text());
    if (train.labels.has_value() != test.labels.has_value()) {
        const Part& bare = train.labels ? test : train;
        throw Error(bare.images.where + ": expected labels beside it, as the other part has them, found none");
    }
}

/// All parts, the images of the first on a thread of their own: they are most of the work.
std::vector<Part> readParts(const std::vector<PartFiles>& files)
{
    std::future<IdxFile> first = std::async(std::launch::async, readImages, files[0].images);
    std::vector<Part> parts(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        parts[i].labels = readLabels(files[i].labels);
        if (i > 0)
            parts[i].images = readImages(files[i].images);
    }
    parts[0].images = first.get();
    for (const Part& part : parts)
        requireMatch(part);
    if (parts.size() == 2)
        requireMatch(parts[0], parts[1]);
    return parts;
}

std::shared_ptr<const ImageStore> joinImages(Shape shape, std::vector<Part>& parts)
{
    std::vector<std::uint8_t> bytes;
    std::size_t size = 0;
    for (const Part& part : parts)
        size += part.images.values().size();
    bytes.reserve(size);
    for (Part& part : parts) {
        const auto values = part.images.values();
        bytes.insert(bytes.end(), values.begin(), values.end());
        part.images.bytes = {};
    }
    return std::make_shared<ByteImages>(shape, std::move(bytes));
}

void joinLabels(const std::vector<Part>& parts, Dataset& data)
{
    for (const Part& part : parts)
        if (part.labels)
            data.labels.insert(data.labels.end(), part.labels->values().begin(), part.labels->values().end());
    if (data.labels.empty())
        return;
    const std::int32_t largest = *std::max_element(data.labels.begin(), data.labels.end());
    for (std::int32_t label = 0; label <= largest; ++label)
        data.classNames.push_back(std::to_string(label));
}

std::vector<PartFiles> filesOf(const QString& path)
{
    if (!QFileInfo(path).isDir())
        return {{path, labelsBeside(path)}};
    std::vector<PartFiles> files;
    for (const char* part : {"train", "t10k"})
        if (const auto found = partOfFolder(QDir(path), part))
            files.push_back(*found);
        else if (files.empty())
            throw Error(
                path.toStdString() + ": expected a folder with train-images-idx3-ubyte, plain or .gz, found none");
    return files;
}

} // namespace

bool sniffIdx(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    if (QFileInfo(name).isDir())
        return partOfFolder(QDir(name), "train").has_value();
    return looksLikeIdx(idxHead(path));
}

Dataset readIdx(const std::string& path)
{
    const QFileInfo info(QDir::cleanPath(QFileInfo(QString::fromStdString(path)).absoluteFilePath()));
    std::vector<Part> parts = readParts(filesOf(info.filePath()));
    Dataset data;
    data.name = info.filePath().toStdString();
    data.title = info.fileName().toStdString();
    data.format = "IDX";
    data.shape = parts[0].images.header.imageShape(parts[0].images.where);
    data.trainCount = parts[0].count();
    data.testCount = parts.size() > 1 ? parts[1].count() : 0;
    data.images = joinImages(data.shape, parts);
    joinLabels(parts, data);
    return data;
}

} // namespace isthmus
