// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CifarReader.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/origin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::size_t kSide = 32;
constexpr std::size_t kPixels = kSide * kSide;
constexpr std::size_t kRecord = 1 + 3 * kPixels;
constexpr std::uint8_t kClasses = 10;

/// Batches 1, 2, ... of the training part, without a gap.
QStringList trainBatches(const QDir& folder)
{
    QStringList files;
    for (;;) {
        const QString path = folder.filePath(QString("data_batch_%1.bin").arg(files.size() + 1));
        if (!QFileInfo(path).isFile())
            return files;
        files << path;
    }
}

/// Appends the records of a file, pixel after pixel.
void readBatch(const QString& path, std::vector<std::uint8_t>& pixels, std::vector<std::int32_t>& labels)
{
    const FileBytes file(path.toStdString());
    if (file.size() == 0 || file.size() % kRecord != 0)
        throw Error(file.where() + ": expected records of 3,073 bytes, found "
            + grouped(static_cast<std::int64_t>(file.size())) + " bytes");
    requireMemory(pixels.size() + file.size(), "the images", file.where());
    const std::vector<std::uint8_t> bytes = file.bytes(0, file.size());
    for (std::size_t begin = 0; begin < bytes.size(); begin += kRecord) {
        if (bytes[begin] >= kClasses)
            throw Error(file.where() + ": expected a class from 0 to 9 in front of image "
                + grouped(static_cast<std::int64_t>(begin / kRecord)) + ", found " + std::to_string(bytes[begin]));
        labels.push_back(bytes[begin]);
        const std::uint8_t* planes = bytes.data() + begin + 1;
        for (std::size_t pixel = 0; pixel < kPixels; ++pixel)
            for (std::size_t channel = 0; channel < 3; ++channel)
                pixels.push_back(planes[channel * kPixels + pixel]);
    }
}

std::vector<std::string> classNames(const QDir& folder)
{
    constexpr qint64 kLongest = 4096;
    QFile file(folder.filePath("batches.meta.txt"));
    std::vector<std::string> names;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.read(kLongest).split('\n'))
            if (!line.trimmed().isEmpty())
                names.push_back(line.trimmed().toStdString());
    if (names.size() == kClasses)
        return names;
    return {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
}

} // namespace

bool sniffCifar(const std::string& path)
{
    constexpr std::size_t kLookAt = 100; // records
    const QFileInfo info(QString::fromStdString(path));
    if (info.isDir())
        return !trainBatches(QDir(info.filePath())).isEmpty();
    if (info.size() == 0 || info.size() % qint64(kRecord) != 0)
        return false;
    const std::vector<std::uint8_t> head = fileHead(path, kLookAt * kRecord);
    for (std::size_t begin = 0; begin + kRecord <= head.size(); begin += kRecord)
        if (head[begin] >= kClasses)
            return false;
    return !head.empty();
}

Dataset readCifar(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "CIFAR-10", options);
    const QFileInfo info(QString::fromStdString(data.name));
    const QDir folder = info.isDir() ? QDir(info.filePath()) : info.dir();
    QStringList files = info.isDir() ? trainBatches(folder) : QStringList{info.filePath()};
    if (files.isEmpty())
        throw Error(path + ": expected a folder with data_batch_1.bin, found none");
    const qsizetype trainFiles = files.size();
    if (const QString test = folder.filePath("test_batch.bin"); info.isDir() && QFileInfo(test).isFile())
        files << test;

    std::vector<std::uint8_t> pixels;
    for (qsizetype i = 0; i < files.size(); ++i) {
        readBatch(files[i], pixels, data.labels);
        (i < trainFiles ? data.trainCount : data.testCount) =
            static_cast<Index>(data.labels.size()) - (i < trainFiles ? 0 : data.trainCount);
        report(progress, static_cast<double>(i + 1) / static_cast<double>(files.size()));
    }
    data.shape = {3, kSide, kSide};
    const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
    data.scaling = scalingOfPixels(options.scale, std::span<const std::uint8_t>(pixels).first(training));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(pixels));
    data.classNames = classNames(folder);
    return data;
}

} // namespace isthmus
