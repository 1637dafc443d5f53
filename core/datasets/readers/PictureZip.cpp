// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureZip.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/PictureFolder.h"
#include "core/datasets/readers/origin.h"
#include "core/files/Gzip.h"
#include "core/files/Zip.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::size_t kFirstEntries = 20; // that are looked into
constexpr std::size_t kZippedHead = 16;
constexpr double kUnpackingShare = 0.4; // of the time

bool isPictureName(const std::string& name)
{
    static const QStringList suffixes{"png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff", "gif", "pgm", "ppm"};
    return suffixes.contains(QFileInfo(QString::fromStdString(name)).suffix(), Qt::CaseInsensitive);
}

bool isFolderEntry(const ZipEntry& entry)
{
    return entry.name.empty() || entry.name.ends_with('/');
}

bool isPictureEntry(const ZipFile& zip, const ZipEntry& entry)
{
    return pictureFormat(zip.head(entry, kZippedHead)) != nullptr;
}

/// Would the entry lie within the folder that it is unpacked into?
bool staysInside(const std::string& name)
{
    const QString clean = QDir::cleanPath(QString::fromStdString(name));
    return !QDir::isAbsolutePath(clean) && clean != ".." && !clean.startsWith("../") && !clean.contains('\\')
        && name.find('\0') == std::string::npos;
}

/// @throws Error if the files lie over each other, or the disk has less room than the archive says that it needs
void requireRoom(const ZipFile& zip, const QTemporaryDir& folder, const FileBytes& file)
{
    if (!folder.isValid())
        throw Error(
            file.where() + ": expected a folder for temporary files, found: " + folder.errorString().toStdString());
    const std::uint64_t most = kMaximumInflation * file.size();
    std::uint64_t needed = 0;
    for (const ZipEntry& entry : zip.entries()) {
        needed += std::min(entry.size, most + 1);
        if (needed > most)
            throw Error(file.where() + ": expected files that an archive of "
                + grouped(static_cast<std::int64_t>(file.size())) + " bytes can hold, found more than "
                + grouped(static_cast<std::int64_t>(most)) + " bytes in them");
    }
    const auto room = static_cast<std::uint64_t>(std::max<qint64>(QStorageInfo(folder.path()).bytesAvailable(), 0));
    if (needed > room)
        throw Error(file.where() + ": expected room for " + grouped(static_cast<std::int64_t>(needed)) + " bytes in "
            + QDir::tempPath().toStdString() + " to unpack it, found " + grouped(static_cast<std::int64_t>(room)));
}

/// Where an entry is unpacked to. Names that no path can tell apart have one place.
QString placeOf(const ZipEntry& entry, const QString& folder)
{
    return folder + '/' + QString::fromStdString(entry.name);
}

/// @param archive  its name for messages
/// @throws Error if the entry is damaged or cannot be written
void unpack(const ZipFile& zip, const ZipEntry& entry, const QString& folder, const std::string& archive)
{
    const QString path = placeOf(entry, folder);
    const std::vector<std::uint8_t> bytes = zip.read(entry);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    const auto size = static_cast<qint64>(bytes.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char*>(bytes.data()), size) != size)
        throw Error(
            archive + ": " + entry.name + ": expected to unpack it, found: " + file.errorString().toStdString());
}

/// How many files were not unpacked, and why.
struct LeftFiles
{
    std::int64_t others = 0; ///< no pictures, or they would lie outside
    std::int64_t doubles = 0; ///< an earlier one lies where they would
};

LeftFiles unpackPictures(
    const ZipFile& zip, const QString& folder, const std::string& archive, const Progress& progress)
{
    LeftFiles left;
    const std::vector<ZipEntry>& entries = zip.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        report(progress, kUnpackingShare * static_cast<double>(i) / static_cast<double>(entries.size()));
        if (isFolderEntry(entries[i]))
            continue;
        if (!staysInside(entries[i].name) || !isPictureEntry(zip, entries[i]))
            ++left.others;
        else if (QFileInfo::exists(placeOf(entries[i], folder)))
            ++left.doubles;
        else
            unpack(zip, entries[i], folder, archive);
    }
    return left;
}

void sayLeft(const LeftFiles& left, Dataset& data)
{
    if (left.others > 0)
        data.notices.push_back(grouped(left.others)
            + (left.others == 1 ? " file of the archive that is no picture was left out."
                                : " files of the archive that are no pictures were left out."));
    if (left.doubles > 0)
        data.notices.push_back(grouped(left.doubles)
            + (left.doubles == 1 ? " file of the archive was left out, since an earlier one has its name."
                                 : " files of the archive were left out, since earlier ones have their names."));
}

/// The archive's name in place of the folder's.
std::string renamed(std::string text, const std::string& folder, const std::string& archive)
{
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at + archive.size()))
        text.replace(at, folder.size(), archive);
    return text;
}

Dataset readUnpacked(const QString& folder, const Dataset& archive, const Progress& progress)
{
    const auto rest = [&](double share) {
        return !progress || progress(kUnpackingShare + (1 - kUnpackingShare) * share);
    };
    try {
        Dataset data = readPictureFolder(folder.toStdString(), archive.reading, rest);
        for (std::string& notice : data.notices)
            notice = renamed(notice, folder.toStdString(), archive.title);
        data.name = archive.name;
        data.title = archive.title;
        data.format = archive.format;
        return data;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        throw Error(renamed(error.what(), folder.toStdString(), archive.title));
    }
}

} // namespace

bool sniffPictureZip(const std::string& path)
{
    if (!isZip(fileHead(path, 4)))
        return false;
    try {
        const ZipFile zip(std::make_shared<const FileBytes>(path));
        const std::vector<ZipEntry>& entries = zip.entries();
        const auto files =
            std::count_if(entries.begin(), entries.end(), [](const ZipEntry& entry) { return !isFolderEntry(entry); });
        const auto pictures = std::count_if(
            entries.begin(), entries.end(), [](const ZipEntry& entry) { return isPictureName(entry.name); });
        std::size_t looked = 0;
        return 2 * pictures > files && std::any_of(entries.begin(), entries.end(), [&](const ZipEntry& entry) {
            return isPictureName(entry.name) && ++looked <= kFirstEntries && isPictureEntry(zip, entry);
        });
    } catch (const Error&) {
        return false;
    }
}

Dataset readPictureZip(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const auto file = std::make_shared<const FileBytes>(path);
    const ZipFile zip(file);
    const QTemporaryDir folder;
    requireRoom(zip, folder, *file);
    const LeftFiles left = unpackPictures(zip, folder.path(), file->where(), progress);
    Dataset data = readUnpacked(folder.path(), datasetAt(path, "zip", options), progress);
    sayLeft(left, data);
    return data;
}

} // namespace isthmus
