// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/ArrayFiles.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/LabelArray.h"
#include "core/datasets/readers/PackedFile.h"
#include "core/files/Zip.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace isthmus {

namespace {

constexpr qsizetype kMostArrayFiles = 10'000; // of a folder; names alone are looked at

[[noreturn]] void refuseSize(const SourceArray& array, std::uint64_t found)
{
    throw Error(array.where + ": expected " + grouped(static_cast<std::int64_t>(array.header.dataSize()))
        + " bytes for " + array.header.text() + ", found " + grouped(static_cast<std::int64_t>(found)));
}

NpyHeader headerOf(std::span<const std::uint8_t> head, ArrayKind kind, const std::string& where)
{
    return kind == ArrayKind::Numbers ? NpyHeader::parse(head, where) : NpyHeader::parseWithTexts(head, where);
}

SourceArray openNpy(const std::string& path, ArrayKind kind)
{
    auto file = std::make_shared<const FileBytes>(path);
    SourceArray array{file->where(), {}, file, 0};
    array.header = headerOf(unpackedHead(path, NpyHeader::kLongest), kind, array.where);
    array.offset = array.header.size;
    if (isPackedFile(*file)) {
        array.source = std::make_shared<const MemoryBytes>(
            unpackedFile(*file, array.offset + array.header.dataSize(), array.header.text()));
        return array;
    }
    const std::uint64_t found = file->size() - array.offset;
    if (found < array.header.dataSize())
        refuseSize(array, found);
    array.behind = found - array.header.dataSize();
    return array;
}

SourceArray openSingleEntry(const std::string& path, ArrayKind kind)
{
    auto file = std::make_shared<const FileBytes>(path);
    const ZipFile zip(file);
    if (zip.entries().size() != 1)
        throw Error(file->where() + ": expected a single array, found "
            + grouped(static_cast<std::int64_t>(zip.entries().size())));
    const ZipEntry& entry = zip.entries().front();
    SourceArray array{file->where(), {}, nullptr, 0};
    array.header = headerOf(zip.head(entry, NpyHeader::kLongest), kind, array.where);
    array.offset = array.header.size;
    if (entry.size < array.header.size || entry.size - array.header.size != array.header.dataSize())
        refuseSize(array, entry.size - std::min<std::uint64_t>(entry.size, array.header.size));
    if (entry.method == 0) {
        array.source = file;
        array.offset += zip.dataOffset(entry);
        array.checksum = entry.crc;
    } else {
        array.source = std::make_shared<MemoryBytes>(zip.read(entry));
    }
    return array;
}

bool isSingleEntry(const std::string& path)
{
    try {
        const ZipFile zip(std::make_shared<const FileBytes>(path));
        return zip.entries().size() == 1 && zip.entries().front().name.ends_with(".npy");
    } catch (const Error&) {
        return false;
    }
}

std::vector<std::string> stemsOf(const std::vector<std::string>& files)
{
    std::vector<std::string> names;
    for (const std::string& file : files) {
        const QString name = QFileInfo(QString::fromStdString(file)).fileName();
        names.push_back(name.left(name.lastIndexOf(".np")).toStdString());
    }
    return names;
}

std::string stemOf(const std::string& file)
{
    return stemsOf({file}).front();
}

/// The files of arrays beside one, by their names alone.
std::vector<std::string> filesBeside(const std::string& file)
{
    if (!file.ends_with(".npy") && !file.ends_with(".npy.gz") && !file.ends_with(".npz"))
        return {};
    return arrayFilesIn(QFileInfo(QString::fromStdString(file)).absolutePath().toStdString());
}

std::string firstArray(const std::vector<std::string>& files, const std::vector<std::size_t>& places)
{
    for (const std::size_t place : places)
        if (isArrayFile(files[place]))
            return files[place];
    return {};
}

std::string labelsInPlaceOfImages(const std::string& images)
{
    const QFileInfo info(QString::fromStdString(images));
    QString name = info.fileName();
    if (const qsizetype word = name.lastIndexOf("images"); word >= 0)
        name.replace(word, 6, "labels");
    else if (static const QRegularExpression x("(^|[_-])[xX](?=[_.-])"); name.contains(x))
        name.replace(x, "\\1y");
    const QFileInfo labels(info.dir().filePath(name));
    return name != info.fileName() && labels.isFile() ? labels.filePath().toStdString() : "";
}

/// One part of a set in files.
struct ArrayPart
{
    std::string file;
    SourceArray images;
    std::string labels; ///< file; empty: there is none
};

/// The parts of a set in files, and sentences about those that are left out.
struct ArrayParts
{
    std::vector<ArrayPart> parts;
    std::vector<std::string> notices;
};

/// Adds a part that can be read together with the first one.
/// @param what  "test part"
void addPart(
    const std::string& what, const std::string& file, DataPart meaning, const ReadOptions& options, ArrayParts& found)
{
    if (file.empty())
        return;
    try {
        ArrayPart part{file, openArrayFile(file), arrayLabelsBeside(file)};
        part.images.part = meaning;
        requireLike(found.parts.front().images, part.images, options);
        found.parts.push_back(std::move(part));
    } catch (const Error& error) {
        found.notices.emplace_back("The " + what + " was left out: " + error.what() + '.');
    }
}

std::string nameOfFile(const std::string& path)
{
    return QFileInfo(QString::fromStdString(path)).fileName().toStdString();
}

/// Can the labels of a validation part be read as those of the others are? Without them it would leave all without.
bool lacksLabels(const std::string& file, const std::vector<ArrayPart>& parts)
{
    const auto isLabelled = [](const ArrayPart& part) { return !part.labels.empty(); };
    if (!std::all_of(parts.begin(), parts.end(), isLabelled))
        return false;
    try {
        LabelValues labels;
        labels.add(openArrayFile(arrayLabelsBeside(file), ArrayKind::NumbersOrTexts),
            openArrayFile(file).header.shape.front());
        return false;
    } catch (const Error&) {
        return true;
    }
}

void addValidation(const std::string& file, const ReadOptions& options, ArrayParts& found)
{
    if (file.empty())
        return;
    if (options.validationPart == ReadOptions::ValidationPart::LeaveOut)
        found.notices.emplace_back("The validation part was left out: " + nameOfFile(file) + '.');
    else if (lacksLabels(file, found.parts))
        found.notices.emplace_back("The validation part was left out: " + nameOfFile(file) + " has no labels.");
    else
        addPart("validation part", file, DataPart::Validation, options, found);
}

ArrayParts partsOf(const std::string& images, const ReadOptions& options)
{
    ArrayParts found;
    found.parts.push_back({images, openArrayFile(images), arrayLabelsBeside(images)});
    addPart("test part", arrayPartBeside(images, DataPart::Test), DataPart::Test, options, found);
    addValidation(arrayPartBeside(images, DataPart::Validation), options, found);
    return found;
}

/// @throws Error that says why they are left out
void addLabels(const std::vector<ArrayPart>& parts, Dataset& data)
{
    LabelValues labels;
    for (const ArrayPart& part : parts) {
        if (part.labels.empty())
            throw Error(part.images.where + " has none");
        labels.add(openArrayFile(part.labels, ArrayKind::NumbersOrTexts), part.images.header.shape[0],
            " of " + part.images.where);
    }
    labels.giveTo(data);
}

/// Labels, or a notice about why there are none.
void tryLabels(const std::vector<ArrayPart>& parts, Dataset& data)
{
    if (std::all_of(parts.begin(), parts.end(), [](const ArrayPart& part) { return part.labels.empty(); }))
        return;
    try {
        addLabels(parts, data);
    } catch (const Error& error) {
        data.notices.emplace_back("The labels were left out: " + std::string(error.what()) + '.');
    }
}

} // namespace

SourceArray openArrayFile(const std::string& path, ArrayKind kind)
{
    return isZip(fileHead(path, 4)) ? openSingleEntry(path, kind) : openNpy(path, kind);
}

bool isArrayFile(const std::string& path)
{
    return looksLikeNpy(unpackedHead(path, 16)) || (isZip(fileHead(path, 4)) && isSingleEntry(path));
}

std::vector<std::string> arrayFilesIn(const std::string& folder)
{
    const QDir directory(QString::fromStdString(folder));
    const QStringList names = directory.entryList({"*.npy", "*.npy.gz", "*.npz"}, QDir::Files, QDir::Name);
    std::vector<std::string> files;
    for (const QString& name : names.mid(0, kMostArrayFiles))
        files.push_back(directory.filePath(name).toStdString());
    return files;
}

std::string imagesAmong(const std::vector<std::string>& files)
{
    return firstArray(files, imageNames(stemsOf(files)));
}

std::string arrayPartBeside(const std::string& images, DataPart part)
{
    const std::vector<std::string> files = filesBeside(images);
    return firstArray(files, otherPartNames(stemsOf(files), stemOf(images), part));
}

std::string arrayLabelsBeside(const std::string& images)
{
    if (const std::string labels = labelsInPlaceOfImages(images); !labels.empty())
        return labels;
    if (!dataName(stemOf(images)).isImages())
        return {};
    const std::vector<std::string> files = filesBeside(images);
    return firstArray(files, labelNames(stemsOf(files), stemOf(images)));
}

std::vector<std::string> readArrayFiles(
    const std::string& images, const ReadOptions& options, const Progress& progress, Dataset& data)
{
    const ArrayParts found = partsOf(images, options);
    std::vector<SourceArray> arrays;
    std::vector<std::string> used{
        arrayPartBeside(images, DataPart::Test), arrayPartBeside(images, DataPart::Validation)};
    for (const ArrayPart& part : found.parts) {
        arrays.push_back(part.images);
        used.push_back(part.file);
        used.push_back(part.labels);
    }
    setImages(arrays, options, progress, data);
    data.notices.insert(data.notices.end(), found.notices.begin(), found.notices.end());
    tryLabels(found.parts, data);
    return used;
}

} // namespace isthmus
