// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace isthmus {

/// One source file, as the rules see it.
struct Source
{
    QString path; ///< path from the checkout's root, with slashes: `core/nn/Dense.cpp`
    QStringList lines;
};

/// One `#include`. Exactly one of the names is not empty.
struct Include
{
    int line = 0; ///< counted from 1
    QString quoted; ///< `core/base/Batch.h` of `#include "core/base/Batch.h"`
    QString angled; ///< `QString` of `#include <QString>`
};

/// Reads every `.h` and `.cpp` below `root/folder`, sorted by path.
[[nodiscard]] inline QList<Source> readSources(const QString& root, const QString& folder)
{
    QStringList paths;
    QDirIterator files(root + '/' + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths.append(files.next());
    paths.sort();

    QList<Source> sources;
    for (const QString& path : std::as_const(paths)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s: cannot be read", qPrintable(path));
        QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        sources.append({path.mid(root.size() + 1), lines});
    }
    return sources;
}

/// Finds the `#include` lines, also those between `#if` and `#endif`.
[[nodiscard]] inline QList<Include> includesOf(const Source& source)
{
    static const QRegularExpression pattern(R"(^\s*#\s*include\s*(?:"([^"]+)\"|<([^>]+)>))");
    QList<Include> includes;
    for (int i = 0; i < source.lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(source.lines[i]);
        if (match.hasMatch())
            includes.append({i + 1, match.captured(1), match.captured(2)});
    }
    return includes;
}

} // namespace isthmus
