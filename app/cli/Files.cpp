// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Files.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/files/Utf8Path.h"
#include "core/runs/protectedFiles.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace isthmus {

namespace {

/// The path without links and dots; the file itself need not be there.
QString canonicalPath(const std::string& path)
{
    const QFileInfo file(QString::fromStdString(path));
    if (file.exists())
        return file.canonicalFilePath();
    return QFileInfo(file.absolutePath()).canonicalFilePath() + '/' + file.fileName();
}

} // namespace

void requireWritable(const std::string& path)
{
    requireUtf8(path);
    const QFileInfo file(QString::fromStdString(path));
    const QFileInfo folder(file.absolutePath());
    if (file.isDir())
        throw Error(path + ": expected the name of a file to write, found a folder");
    if (file.exists() && !file.isFile())
        throw Error(path + ": expected the name of a file to write, found a device or a pipe");
    if (!folder.isDir())
        throw Error(path + ": expected the folder " + folder.filePath().toStdString() + " to write to, found none");
    for (const QFileInfo& needed : {folder, file}) {
        const QByteArray name = needed.filePath().toUtf8();
        if (needed.exists() && faccessat(AT_FDCWD, name.constData(), W_OK, AT_EACCESS) != 0)
            throw Error(path + ": cannot be written: " + std::strerror(errno));
    }
}

void requireOtherFile(
    const Arguments& arguments, const std::string& option, const std::string& path, const std::string& other)
{
    if (arguments.has(other) && canonicalPath(arguments.required(other)) == canonicalPath(path))
        throw UsageError("--" + option + ' ' + path + " is the file of --" + other + "; choose another one");
}

void requireFree(
    const std::string& option, const std::string& path, const std::string& data, const std::string& runFile)
{
    const std::string kept = protectedFile(path, data, runFile);
    if (!kept.empty())
        throw UsageError("--" + option + ' ' + path + " is " + kept + "; choose another one");
}

std::string requiredFile(
    const Arguments& arguments, const std::string& option, const std::vector<std::string>& extensions)
{
    const std::string path = arguments.required(option);
    for (const std::string& extension : extensions) {
        if (hasExtension(path, extension)) {
            requireOtherFile(arguments, option, path, "data");
            requireWritable(path);
            return path;
        }
    }
    throw wrongValue(option, "a name that ends in " + joinedText(extensions, " or "), path);
}

bool hasExtension(const std::string& path, const std::string& extension)
{
    return QString::fromStdString(path).endsWith(QString::fromStdString(extension), Qt::CaseInsensitive);
}

} // namespace isthmus
