// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/StlReader.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/origin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kStlSide = 96;
constexpr std::size_t kStlPlane = kStlSide * kStlSide;
constexpr std::size_t kStlBytes = 3 * kStlPlane;
constexpr std::size_t kStlBlock = 256; // pictures that are read at once
constexpr int kStlClasses = 10;

bool hasPictures(const QString& path)
{
    const QFileInfo info(path);
    return info.isFile() && info.size() > 0 && info.size() % qint64(kStlBytes) == 0;
}

/// The folder with train_X.bin: this one, or the usual one in it. Empty: neither.
QString stlFolder(const QString& path)
{
    for (const QString& folder : {path, path + "/stl10_binary"})
        if (hasPictures(folder + "/train_X.bin"))
            return folder;
    return {};
}

bool isStlFile(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    return (name == "train_X.bin" || name == "test_X.bin" || name == "unlabeled_X.bin") && hasPictures(path);
}

/// From columns of each channel to rows of pixels.
void appendTurned(const std::uint8_t* image, std::vector<std::uint8_t>& pixels)
{
    for (std::size_t y = 0; y < kStlSide; ++y)
        for (std::size_t x = 0; x < kStlSide; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel)
                pixels.push_back(image[channel * kStlPlane + x * kStlSide + y]);
}

void readStlPictures(const QString& path, const Progress& progress, std::vector<std::uint8_t>& pixels)
{
    const FileBytes file(path.toStdString());
    if (file.size() == 0 || file.size() % kStlBytes != 0)
        throw Error(file.where() + ": expected pictures of 27,648 bytes, as STL-10 has them, found "
            + grouped(static_cast<std::int64_t>(file.size())) + " bytes");
    requireMemory(pixels.size() + file.size(), "the pictures", file.where());
    pixels.reserve(pixels.size() + file.size());
    for (std::uint64_t begin = 0; begin < file.size(); begin += kStlBlock * kStlBytes) {
        const std::vector<std::uint8_t> block =
            file.bytes(begin, std::min<std::uint64_t>(kStlBlock * kStlBytes, file.size() - begin));
        for (std::size_t at = 0; at < block.size(); at += kStlBytes)
            appendTurned(block.data() + at, pixels);
        report(progress, static_cast<double>(begin) / static_cast<double>(file.size()));
    }
}

QString labelsOfStl(const QString& pictures)
{
    const QFileInfo info(pictures);
    const QString labels = info.dir().filePath(info.fileName().replace("_X.bin", "_y.bin"));
    return QFileInfo(labels).isFile() ? labels : QString();
}

/// @throws Error if a label is missing or unknown
void appendLabels(const QString& pictures, std::size_t count, std::vector<std::int32_t>& labels)
{
    const QString path = labelsOfStl(pictures);
    if (path.isEmpty())
        throw Error(QFileInfo(pictures).fileName().toStdString() + " has no file of labels beside it");
    const FileBytes file(path.toStdString());
    if (file.size() != count)
        throw Error(file.where() + ": expected " + grouped(static_cast<std::int64_t>(count))
            + " labels, one for each picture, found " + grouped(static_cast<std::int64_t>(file.size())));
    for (const std::uint8_t label : file.bytes(0, file.size())) {
        if (label < 1 || label > kStlClasses)
            throw Error(file.where() + ": expected labels from 1 to 10, found " + std::to_string(label));
        labels.push_back(label - 1);
    }
}

std::vector<std::string> stlClassNames(const QDir& folder)
{
    constexpr qint64 kLongest = 4096;
    QFile file(folder.filePath("class_names.txt"));
    std::vector<std::string> names;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.read(kLongest).split('\n'))
            if (!line.trimmed().isEmpty())
                names.push_back(line.trimmed().toStdString());
    if (names.size() == kStlClasses)
        return names;
    return {"airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck"};
}

void setStlLabels(const QStringList& files, const QDir& folder, Dataset& data)
{
    if (std::all_of(files.begin(), files.end(), [](const QString& file) { return labelsOfStl(file).isEmpty(); }))
        return;
    try {
        std::vector<std::int32_t> labels;
        appendLabels(files.front(), static_cast<std::size_t>(data.trainCount), labels);
        if (files.size() > 1)
            appendLabels(files.back(), static_cast<std::size_t>(data.testCount), labels);
        data.labels = std::move(labels);
        data.classNames = stlClassNames(folder);
    } catch (const Error& error) {
        data.notices.emplace_back("The labels were left out: " + std::string(error.what()) + '.');
    }
}

} // namespace

bool sniffStl(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    return QFileInfo(name).isDir() ? !stlFolder(name).isEmpty() : isStlFile(name);
}

Dataset readStl(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "STL-10", options);
    const QString name = QString::fromStdString(data.name);
    const QString folder = QFileInfo(name).isDir() ? stlFolder(name) : QFileInfo(name).path();
    if (folder.isEmpty())
        throw Error(path + ": expected a folder with train_X.bin, found none");
    QStringList files{QFileInfo(name).isDir() ? folder + "/train_X.bin" : name};
    if (const QString test = folder + "/test_X.bin"; QFileInfo(name).isDir() && QFileInfo(test).isFile())
        files << test;

    std::vector<std::uint8_t> pixels;
    readStlPictures(files.front(), progress, pixels);
    data.trainCount = static_cast<Index>(pixels.size() / kStlBytes);
    if (files.size() > 1)
        readStlPictures(files.back(), progress, pixels);
    data.testCount = static_cast<Index>(pixels.size() / kStlBytes) - data.trainCount;
    data.shape = {3, kStlSide, kStlSide};
    const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
    data.scaling = scalingOfPixels(options.scale, std::span<const std::uint8_t>(pixels).first(training));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(pixels));
    setStlLabels(files, QDir(folder), data);
    if (QFileInfo(name).isDir() && QFileInfo(folder + "/unlabeled_X.bin").isFile())
        data.notices.emplace_back(
            "The pictures without labels were left out: open unlabeled_X.bin itself to have them alone.");
    return data;
}

} // namespace isthmus
