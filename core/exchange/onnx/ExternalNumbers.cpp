// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/ExternalNumbers.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace isthmus {

namespace {

/// How often a file may be read on average: tensors can share their numbers, but a small model in which a thousand
/// tensors share one large file would fill the memory.
constexpr std::int64_t kMostUsesOfAFile = 4;

/// The file, its links resolved.
/// @throws Error if it is not within the folder
QString confined(const QString& folder, const QString& location)
{
    const QString clean = QDir::cleanPath(location);
    if (location.isEmpty() || !QDir::isRelativePath(clean) || clean.startsWith("..") || location.contains('\\'))
        throw Error("expected its numbers in a file of the model's folder, found '" + location.toStdString() + "'");
    const QFileInfo file(folder + '/' + clean);
    if (!file.exists())
        throw Error("its numbers are in the file '" + location.toStdString()
            + "', which is missing; it has to lie beside the model");
    const QString canonical = file.canonicalFilePath();
    const QString inside = QFileInfo(folder).canonicalFilePath() + '/';
    if (!file.isFile() || !canonical.startsWith(inside))
        throw Error("expected its numbers in a file of the model's folder, found '" + location.toStdString()
            + "', which is none or leads elsewhere");
    return canonical;
}

void checkPlace(const ExternalPlace& place, std::int64_t size, std::int64_t there)
{
    if (place.length != -1 && place.length != size)
        throw Error("expected " + grouped(size) + " bytes for its extents in '" + place.location
            + "', found a length of " + grouped(place.length));
    if (place.offset < 0 || place.offset > there || size > there - place.offset)
        throw Error("expected " + grouped(size) + " bytes behind the first " + grouped(place.offset) + " of '"
            + place.location + "', found " + grouped(there) + " bytes in all");
}

} // namespace

std::vector<std::byte> ExternalNumbers::read(const ExternalPlace& place, std::int64_t size)
{
    if (m_folder.empty())
        throw Error("its numbers are in another file, and the model came from none");
    const QString path = confined(QString::fromStdString(m_folder), QString::fromStdString(place.location));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path.toStdString() + ": cannot be read: " + file.errorString().toStdString());
    checkPlace(place, size, file.size());
    std::int64_t& taken = m_taken[path.toStdString()];
    taken += size;
    if (taken / kMostUsesOfAFile > file.size())
        throw Error("expected numbers of its own, found the same ones of '" + place.location + "' in many tensors");
    requireMemory(static_cast<std::uint64_t>(taken), "tensors", "'" + place.location + "'");
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    if (!file.seek(place.offset) || file.read(reinterpret_cast<char*>(bytes.data()), size) != size)
        throw Error(path.toStdString() + ": cannot be read: " + file.errorString().toStdString());
    return bytes;
}

} // namespace isthmus
