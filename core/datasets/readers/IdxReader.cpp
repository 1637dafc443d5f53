// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxReader.h"

#include "core/base/Error.h"
#include "core/data/NumberImages.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/CifarReader.h"
#include "core/datasets/readers/IdxFile.h"
#include "core/datasets/readers/IdxParts.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QFileInfo>

#include <algorithm>
#include <future>
#include <limits>
#include <optional>

namespace isthmus {

namespace {

/// One part in memory, its labels beside the images.
struct Part
{
    IdxFile images;
    std::optional<IdxFile> labels;
    std::string fault; ///< why there are none; empty if the file has none
    QString path; ///< of the images
    [[nodiscard]] Index count() const { return images.header.extents[0]; }
};

IdxFile readImages(const QString& path, std::uint64_t keepInMemory)
{
    return readIdxFile(
        path.toStdString(),
        [](const IdxHeader& header, const std::string& where) { static_cast<void>(header.imageShape(where)); },
        keepInMemory);
}

/// The classes of QMNIST, whose labels are rows of integers: class, series, writer and so on.
IdxFile firstColumn(const IdxFile& table)
{
    IdxFile column{table.where, table.header, {}, nullptr};
    const std::uint32_t rows = table.header.extents[0];
    const std::size_t row = table.header.extents[1] * table.header.elementSize();
    column.header = {IdxHeader::kUnsignedByte, {rows}};
    column.bytes.resize(column.header.size());
    for (std::size_t begin = 0; begin < rows * row; begin += row) {
        const auto number = table.values().subspan(begin, 4);
        if (number[0] != 0 || number[1] != 0 || number[2] != 0)
            throw Error(table.where + ": expected classes from 0 to 255 in the first column, found another in row "
                + grouped(static_cast<std::int64_t>(begin / row)));
        column.bytes.push_back(number[3]);
    }
    return column;
}

std::optional<IdxFile> readLabels(const QString& path)
{
    if (path.isEmpty())
        return std::nullopt;
    IdxFile file = readIdxFile(
        path.toStdString(), [](const IdxHeader& header, const std::string& where) { header.requireLabels(where); },
        std::numeric_limits<std::uint64_t>::max());
    return file.header.extents.size() == 1 ? file : firstColumn(file);
}

void requireLike(const Part& train, const Part& test)
{
    const Shape expected = train.images.header.imageShape(train.images.where);
    const Shape found = test.images.header.imageShape(test.images.where);
    if (found != expected)
        throw Error(test.images.where + ": expected images of " + expected.text() + " as in " + train.images.where
            + ", found " + found.text());
}

/// Why the labels of these parts cannot be used; empty if they can, or there are none.
std::string faultOfLabels(const std::vector<Part>& parts)
{
    for (const Part& part : parts) {
        if (!part.fault.empty())
            return part.fault;
        if (part.labels && part.labels->header.extents[0] != part.images.header.extents[0])
            return part.labels->where + ": expected " + grouped(part.count()) + " labels, one for each image of "
                + part.images.where + ", found " + grouped(part.labels->header.extents[0]);
        if (part.labels.has_value() != parts[0].labels.has_value()) {
            const Part& bare = parts[0].labels ? part : parts[0];
            return bare.images.where + ": expected labels beside it, as the other part has them, found none";
        }
    }
    return {};
}

/// All parts, the images of the first on a thread of their own: they are most of the work.
std::vector<Part> readParts(const std::vector<IdxPartFiles>& files, std::uint64_t keepInMemory)
{
    std::future<IdxFile> first = std::async(std::launch::async, readImages, files[0].images, keepInMemory);
    std::vector<Part> parts(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        parts[i].path = files[i].images;
        try {
            parts[i].labels = readLabels(files[i].labels);
        } catch (const Error& error) {
            parts[i].fault = error.what();
        }
        if (i > 0)
            parts[i].images = readImages(files[i].images, keepInMemory);
    }
    parts[0].images = first.get();
    if (parts.size() == 2)
        requireLike(parts[0], parts[1]);
    return parts;
}

bool anyInFile(const std::vector<Part>& parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.images.file != nullptr; });
}

std::vector<std::uint8_t> joinBytes(std::vector<Part>& parts)
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
    return bytes;
}

/// Parts in memory and parts in files side by side.
std::vector<NumberPart> partsWhereTheyAre(std::vector<Part>& parts)
{
    std::vector<NumberPart> list;
    for (Part& part : parts) {
        std::shared_ptr<const ByteSource> source = part.images.file;
        if (source == nullptr)
            source = std::make_shared<const MemoryBytes>(std::move(part.images.bytes));
        list.push_back({std::move(source), part.images.header.size(), part.count(), part.images.where});
    }
    return list;
}

void setImages(std::vector<Part>& parts, const Progress& progress, Dataset& data)
{
    if (anyInFile(parts)) {
        const NumberLayout layout{NumberType::U8, false, data.shape, false};
        const auto images = std::make_shared<NumberImages>(layout, partsWhereTheyAre(parts), progress);
        data.scaling = scalingOfPixels(data.reading.scale, images->range(0));
        data.images = images;
        return;
    }
    std::vector<std::uint8_t> bytes = joinBytes(parts);
    const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
    data.scaling = scalingOfPixels(data.reading.scale, std::span(bytes).first(training));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
}

/// Gives classes the letters that their numbers stand for.
void nameByMapping(const QString& images, Dataset& data)
{
    try {
        const std::vector<QString> mapping = idxMapping(images);
        for (std::string& name : data.classNames)
            if (const std::size_t label = std::stoul(name); label < mapping.size() && !mapping[label].isEmpty())
                name = mapping[label].toStdString();
    } catch (const Error& error) {
        data.notices.emplace_back("The letters of the classes were left out: " + std::string(error.what()) + '.');
    }
}

void joinLabels(const std::vector<Part>& parts, Dataset& data)
{
    if (const std::string fault = faultOfLabels(parts); !fault.empty()) {
        data.notices.emplace_back("The labels were left out: " + fault + '.');
        return;
    }
    std::vector<std::int64_t> numbers;
    for (const Part& part : parts)
        if (part.labels)
            numbers.insert(numbers.end(), part.labels->values().begin(), part.labels->values().end());
    setClasses(numbers, data);
    nameByMapping(parts[0].path, data);
}

void sayIdxFolder(Dataset& data)
{
    const QString name = QString::fromStdString(data.name);
    if (const QString folder = QFileInfo(name).isDir() ? idxFolder(name) : name; folder != name)
        data.notices.emplace_back(
            "The set was found in the folder " + QFileInfo(folder).fileName().toStdString() + '.');
}

/// A batch of CIFAR-10 may begin like an IDX file, whose extents are then those of its pixels.
bool isCifarRather(const std::string& path, std::span<const std::uint8_t> head)
{
    if (!sniffCifarBatch(path))
        return false;
    const auto size = static_cast<std::uint64_t>(QFileInfo(QString::fromStdString(path)).size());
    return head.size() < IdxHeader::kLongest || IdxHeader::parse(head, path).fileSize() != size;
}

} // namespace

std::string idxLabelsBeside(const std::string& images)
{
    return idxLabelsOf(QString::fromStdString(images)).toStdString();
}

bool sniffIdx(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    if (QFileInfo(name).isDir())
        return !idxFolder(name).isEmpty();
    const std::vector<std::uint8_t> head = idxHead(path);
    return looksLikeIdx(head) && !isCifarRather(path, head);
}

Dataset readIdx(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "IDX", options);
    std::vector<Part> parts =
        readParts(idxParts(QString::fromStdString(data.name)), static_cast<std::uint64_t>(options.keepInMemory));
    report(progress, 0.5);
    data.shape = parts[0].images.header.imageShape(parts[0].images.where);
    data.trainCount = parts[0].count();
    data.testCount = parts.size() > 1 ? parts[1].count() : 0;
    setImages(parts, progress, data);
    joinLabels(parts, data);
    sayIdxFolder(data);
    report(progress, 1);
    return data;
}

} // namespace isthmus
