// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "tests/core/messageOf.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <libdeflate.h>

#include <string>

namespace isthmus::testing {

/// Some bytes, packed by gzip.
inline QByteArray gzip(const QByteArray& bytes, int level = 6)
{
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
    const auto size = static_cast<std::size_t>(bytes.size());
    QByteArray packed(static_cast<qsizetype>(libdeflate_gzip_compress_bound(compressor, size)), '\0');
    packed.resize(static_cast<qsizetype>(libdeflate_gzip_compress(
        compressor, bytes.constData(), size, packed.data(), static_cast<std::size_t>(packed.size()))));
    libdeflate_free_compressor(compressor);
    return packed;
}

/// An IDX file: its type, extents, and `values` after the header.
inline QByteArray idx(const std::vector<quint32>& extents, const QByteArray& values, char type = 0x08)
{
    QByteArray bytes("\0\0", 2);
    bytes += type;
    bytes += static_cast<char>(extents.size());
    for (const quint32 extent : extents)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(extent >> shift);
    return bytes + values;
}

/// `count` bytes 0, 1, 2, ... modulo 251.
inline QByteArray counting(int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(i % 251);
    return bytes;
}

/// A folder for one test, in a place with a space and an umlaut.
class Folder
{
public:
    Folder() { QDir(m_temporary.path()).mkpath(QStringLiteral("schöne Bilder")); }

    [[nodiscard]] QString path(const QString& name = {}) const
    {
        const QDir folder(m_temporary.filePath(QStringLiteral("schöne Bilder")));
        return name.isEmpty() ? folder.path() : folder.filePath(name);
    }

    /// Writes a file and returns its path.
    std::string write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        return path(name).toStdString();
    }

private:
    QTemporaryDir m_temporary;
};

} // namespace isthmus::testing
