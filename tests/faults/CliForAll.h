// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/cli/Cli.h"

#include <QDir>

namespace isthmus::faults {

/// May everybody enter this folder, and all that it lies in?
[[nodiscard]] inline bool isOpenToAll(const QString& path)
{
    QDir folder(path);
    do {
        if (!QFile::permissions(folder.absolutePath()).testFlag(QFile::ExeOther))
            return false;
    } while (folder.cdUp());
    return true;
}

/// The first folder for temporary files that everybody may enter. That of the environment need not be one: its owner
/// may have set it to a folder below his home.
[[nodiscard]] inline QString temporaryFolderForAll()
{
    for (const QString& path : {QDir::tempPath(), QString("/tmp"), QString("/var/tmp")})
        if (isOpenToAll(path))
            return path;
    return QDir::tempPath();
}

/// A Cli that any user may call: its folder lies where everybody may enter, and the program is copied there, since the
/// checkout may lie where its owner alone may enter, such as root's home.
class CliForAll : public Cli
{
public:
    CliForAll()
        : Cli(temporaryFolderForAll())
    {
        const QString copy = path("isthmus-cli");
        if (QFile::copy(program(), copy))
            setProgram(copy);
    }
};

} // namespace isthmus::faults
