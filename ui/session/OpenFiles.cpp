// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/OpenFiles.h"

#include <QFileInfo>

namespace isthmus {
namespace {

/// The path that all names of a file lead to; a file that is not there yet has one name.
QString placeOf(const QString& path)
{
    const QString real = QFileInfo(path).canonicalFilePath();
    return real.isEmpty() ? QFileInfo(path).absoluteFilePath() : real;
}

} // namespace

void OpenFiles::set(RunSession& run, const QString& path)
{
    if (path.isEmpty())
        forget(run);
    else
        m_files[&run] = {&run, path};
}

RunSession* OpenFiles::ownerOf(const QString& path, const RunSession& but) const
{
    for (const auto& [key, entry] : m_files)
        if (key != &but && placeOf(entry.path) == placeOf(path))
            return entry.run;
    return nullptr;
}

} // namespace isthmus
