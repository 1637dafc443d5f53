// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/whyProtected.h"

#include "core/runs/protectedFiles.h"
#include "ui/session/RunSession.h"

#include <QObject>

namespace isthmus {

QString whyProtected(const QString& path, const RunSession& session, const QString& runFile)
{
    const std::string data = session.hasRun() ? session.data()->name : std::string();
    const std::string kept = protectedFile(path.toStdString(), data, runFile.toStdString());
    return kept.empty() ? QString() : QObject::tr("That is %1; choose another name.").arg(QString::fromStdString(kept));
}

} // namespace isthmus
