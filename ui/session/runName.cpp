// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/runName.h"

#include "ui/session/RunFile.h"
#include "ui/session/RunSession.h"

#include <QFileInfo>

namespace isthmus {

QString runName(RunSession& run)
{
    if (!run.hasRun())
        return {};
    const QString path = run.file().path();
    return path.isEmpty() || run.isBegunAnew() ? QString::fromStdString(run.run().model.title)
                                               : QFileInfo(path).fileName();
}

QString nameForFiles(RunSession& run)
{
    const QString path = run.file().path();
    return path.isEmpty() || run.isBegunAnew() ? QString::fromStdString(run.run().model.name)
                                               : QFileInfo(path).completeBaseName();
}

} // namespace isthmus
