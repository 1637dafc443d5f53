// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/OpenFiles.h"

#include <QDir>
#include <QFileInfo>

namespace isthmus {
namespace {

/// The path that all names of a file lead to, also of one that is not there yet.
QString placeOf(const QString& path)
{
    const QFileInfo file(path);
    if (const QString real = file.canonicalFilePath(); !real.isEmpty())
        return real;
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : QDir(folder).filePath(file.fileName());
}

} // namespace

FileClaim OpenFiles::claim(RunSession& run, const QString& path)
{
    std::erase_if(m_claims, [](const auto& each) { return each.expired(); });
    auto claim = std::make_shared<const ClaimedFile>(ClaimedFile{&run, path});
    m_claims.push_back(claim);
    return claim;
}

RunSession* OpenFiles::ownerOf(const QString& path, const RunSession& but) const
{
    for (const auto& each : m_claims)
        if (const FileClaim claim = each.lock(); claim && claim->run != &but && placeOf(claim->path) == placeOf(path))
            return claim->run;
    return nullptr;
}

} // namespace isthmus
