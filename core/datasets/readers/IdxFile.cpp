// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxFile.h"

#include "core/base/Error.h"
#include "core/files/Gzip.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

std::string sized(std::uint64_t bytes)
{
    return grouped(static_cast<std::int64_t>(bytes));
}

/// Reads up to `wanted` bytes from the file's position on.
std::vector<std::uint8_t> readBytes(QFile& file, std::uint64_t wanted, const std::string& where)
{
    std::vector<std::uint8_t> bytes(wanted);
    const qint64 found = file.read(reinterpret_cast<char*>(bytes.data()), static_cast<qint64>(wanted));
    if (found < 0)
        throw Error(where + ": expected a file that can be read, found: " + file.errorString().toStdString());
    bytes.resize(static_cast<std::size_t>(found));
    return bytes;
}

void requireSize(const IdxFile& idx, std::uint64_t found, const char* when)
{
    const std::uint64_t expected = idx.header.fileSize();
    if (found != expected)
        throw Error(idx.where + ": expected " + sized(expected) + " bytes for " + idx.header.text() + ", found "
            + sized(found) + when);
}

void readPlain(QFile& file, IdxFile& idx, std::uint64_t keepInMemory)
{
    requireSize(idx, static_cast<std::uint64_t>(file.size()), "");
    if (idx.header.fileSize() > keepInMemory) {
        idx.file = std::make_shared<const FileBytes>(file.fileName().toStdString());
        return requireSize(idx, idx.file->size(), "");
    }
    requireMemory(idx.header.fileSize(), idx.header.text(), idx.where);
    file.seek(0);
    idx.bytes = readBytes(file, idx.header.fileSize(), idx.where);
    requireSize(idx, idx.bytes.size(), "");
}

void readGzip(std::span<const std::uint8_t> packed, IdxFile& idx)
{
    const std::uint64_t expected = idx.header.fileSize();
    if (expected > kMaximumInflation * packed.size())
        throw Error(idx.where + ": expected " + sized(expected) + " bytes for " + idx.header.text()
            + ", found a gzip file of " + sized(packed.size()) + " bytes, which cannot hold them");
    requireMemory(expected, idx.header.text(), idx.where);
    idx.bytes = gunzip(packed, idx.where, expected);
    requireSize(idx, idx.bytes.size(), " when unpacked");
}

} // namespace

std::vector<std::uint8_t> idxHead(const std::string& path)
{
    constexpr qint64 kEnough = kLongestStoredBlock + 4096; // of a gzip file, to unpack a header from
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.read(kEnough);
    const std::span head(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size()));
    if (isGzip(head))
        return gunzipHead(head, IdxHeader::kLongest);
    return {head.begin(), head.begin() + std::min(bytes.size(), qsizetype(IdxHeader::kLongest))};
}

IdxFile readIdxFile(const std::string& path,
    const std::function<void(const IdxHeader& header, const std::string& where)>& check, std::uint64_t keepInMemory)
{
    QFile file(QString::fromStdString(path));
    IdxFile idx;
    idx.where = QFileInfo(file).fileName().toStdString();
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": expected a file that can be read, found: " + file.errorString().toStdString());
    std::vector<std::uint8_t> head = readBytes(file, IdxHeader::kLongest, idx.where);
    const bool packed = isGzip(head);
    if (packed) {
        requireMemory(static_cast<std::uint64_t>(file.size()), "the file", idx.where);
        file.seek(0);
        head = readBytes(file, static_cast<std::uint64_t>(file.size()), idx.where);
        const std::vector<std::uint8_t> begin = gunzipHead(head, IdxHeader::kLongest);
        if (!looksLikeIdx(begin) && isBrokenGzip(head))
            throw Error(idx.where + ": expected a whole gzip file, found one that is damaged or ends early");
        idx.header = IdxHeader::parse(begin, idx.where);
    } else {
        idx.header = IdxHeader::parse(head, idx.where);
    }
    check(idx.header, idx.where);
    if (packed)
        readGzip(head, idx);
    else
        readPlain(file, idx, keepInMemory);
    return idx;
}

} // namespace isthmus
