// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/protectedFiles.h"

#include "core/io/Datasets.h"
#include "core/io/readers/IdxReader.h"

#include <QFileInfo>
#include <QObject>

#include <algorithm>

namespace isthmus {
namespace {

/// Where it is or would be, without links and dots; empty: not even its folder is there.
QString placeOf(const QString& path)
{
    const QFileInfo file(path);
    if (path.isEmpty() || file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? QString() : folder + '/' + file.fileName();
}
} // namespace

QString whyProtected(const QString& path, const QString& data, const QString& runFile)
{
    const QString place = placeOf(path);
    if (place.isEmpty())
        return {};
    const QString images = isBuiltinDataset(data.toStdString()) ? QString() : QFileInfo(data).canonicalFilePath();
    if (place == images)
        return QObject::tr("That is the file of the images; choose another name.");
    const QString labels = QString::fromStdString(idxLabelsBeside(images.toStdString()));
    if (!labels.isEmpty() && place == QFileInfo(labels).canonicalFilePath())
        return QObject::tr("That is the file of the labels; choose another name.");
    if (!images.isEmpty() && place.startsWith(images + '/'))
        return QObject::tr("That is in the folder of the images; choose another place.");
    if (!runFile.isEmpty() && place == QFileInfo(runFile).canonicalFilePath())
        return QObject::tr("That is the file of the run; choose another name.");
    return {};
}

} // namespace isthmus
