// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CifarFiles.h"

#include "core/datasets/readers/FileHead.h"
#include "core/files/Pickle.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::size_t kLookAtRecords = 100;
constexpr std::size_t kPickleHead = 64 * 1024;
constexpr qsizetype kMostInnerFolders = 100;

/// Do the first records of a binary file begin with labels below these numbers?
bool hasRecords(const std::string& path, const std::vector<std::uint8_t>& classes)
{
    const std::size_t record = classes.size() + kCifarBytes;
    const qint64 size = QFileInfo(QString::fromStdString(path)).size();
    if (size == 0 || size % static_cast<qint64>(record) != 0)
        return false;
    const std::vector<std::uint8_t> head = fileHead(path, kLookAtRecords * record);
    for (std::size_t begin = 0; begin + record <= head.size(); begin += record)
        for (std::size_t i = 0; i < classes.size(); ++i)
            if (head[begin + i] >= classes[i])
                return false;
    return !head.empty();
}

bool isBinaryTen(const std::string& path)
{
    return hasRecords(path, {10});
}

bool isBinaryHundred(const std::string& path)
{
    return hasRecords(path, {20, 100});
}

bool isPickleFile(const std::string& path)
{
    return looksLikePickle(fileHead(path, 4));
}

/// Does a pickle begin with the keys of CIFAR's dictionaries?
bool isCifarPickle(const std::string& path)
{
    const std::vector<std::uint8_t> head = fileHead(path, kPickleHead);
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    return looksLikePickle(head) && (has("batch_label") || has("fine_labels") || has("filenames"));
}

bool isFile(const QString& path)
{
    return QFileInfo(path).isFile();
}

std::string at(const QDir& folder, const QString& name)
{
    return folder.filePath(name).toStdString();
}

/// Batches 1, 2, ... of the training part, without a gap.
std::vector<std::string> batchesOf(const QDir& folder, const QString& end)
{
    std::vector<std::string> files;
    for (;;) {
        const QString path = folder.filePath(QString("data_batch_%1").arg(files.size() + 1) + end);
        if (!isFile(path))
            return files;
        files.push_back(path.toStdString());
    }
}

CifarFiles filesOfFolder(const QDir& folder, bool isHundred, bool isPickled)
{
    const QString end = isPickled ? "" : ".bin";
    CifarFiles files{isHundred, isPickled, folder.path().toStdString(), {}, {}};
    files.train = isHundred ? std::vector{at(folder, "train" + end)} : batchesOf(folder, end);
    if (const QString test = (isHundred ? "test" : "test_batch") + end; isFile(folder.filePath(test)))
        files.test.push_back(at(folder, test));
    return files;
}

std::optional<CifarFiles> inFolder(const QDir& folder)
{
    if (isFile(folder.filePath("data_batch_1.bin")))
        return filesOfFolder(folder, false, false);
    if (isPickleFile(at(folder, "data_batch_1")))
        return filesOfFolder(folder, false, true);
    if (isFile(folder.filePath("train.bin")) && isBinaryHundred(at(folder, "train.bin")))
        return filesOfFolder(folder, true, false);
    if (isCifarPickle(at(folder, "train")))
        return filesOfFolder(folder, true, true);
    return std::nullopt;
}

/// The only folder below that holds a set: a download's.
std::optional<CifarFiles> oneFolderDeeper(const QDir& folder)
{
    std::optional<CifarFiles> found;
    const QStringList inner = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString& name : inner.mid(0, kMostInnerFolders)) {
        const std::optional<CifarFiles> files = inFolder(QDir(folder.filePath(name)));
        if (files && found)
            return std::nullopt;
        found = files ? files : found;
    }
    return found;
}

std::optional<CifarFiles> fromFile(const QFileInfo& info)
{
    const std::string path = info.filePath().toStdString();
    const std::string folder = info.path().toStdString();
    if (isBinaryTen(path))
        return CifarFiles{false, false, folder, {path}, {}};
    if (isBinaryHundred(path))
        return CifarFiles{true, false, folder, {path}, {}};
    const bool isNamed = info.fileName().startsWith("data_batch_") || info.fileName() == "test_batch";
    if (!isPickleFile(path) || !(isNamed || isCifarPickle(path)))
        return std::nullopt;
    const std::vector<std::uint8_t> head = fileHead(path, kPickleHead);
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    const bool isHundred = !isNamed
        && (info.fileName() == "train" || info.fileName() == "test"
            || text.find("fine_labels") != std::string_view::npos);
    return CifarFiles{isHundred, true, folder, {path}, {}};
}

} // namespace

std::optional<CifarFiles> findCifar(const std::string& path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (!info.isDir())
        return fromFile(info);
    const QDir folder(info.filePath());
    const std::optional<CifarFiles> files = inFolder(folder);
    return files ? files : oneFolderDeeper(folder);
}

} // namespace isthmus
