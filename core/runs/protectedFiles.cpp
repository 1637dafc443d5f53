// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/protectedFiles.h"

#include "core/datasets/Datasets.h"
#include "core/datasets/readers/ArrayFiles.h"
#include "core/datasets/readers/IdxReader.h"

#include <QFileInfo>
#include <QStringList>

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

bool isOfNoFolder(const QString& file)
{
    static const QStringList suffixes{"safetensors", "onnx", "npy", "csv", "svg", "pdf"};
    return suffixes.contains(QFileInfo(file).suffix(), Qt::CaseInsensitive);
}

} // namespace

std::string protectedFile(const std::string& path, const std::string& data, const std::string& runFile)
{
    const QString place = placeOf(QString::fromStdString(path));
    if (place.isEmpty())
        return {};
    const QFileInfo images(isBuiltinDataset(data) ? QString() : QString::fromStdString(data));
    const QString source = images.canonicalFilePath();
    if (place == source && !images.isDir())
        return "the file of the images";
    for (const auto& labelsBeside : {idxLabelsBeside, arrayLabelsBeside}) {
        const QString labels = QString::fromStdString(labelsBeside(source.toStdString()));
        if (!labels.isEmpty() && place == QFileInfo(labels).canonicalFilePath())
            return "the file of their labels";
    }
    const QString test =
        QString::fromStdString(source.isEmpty() ? "" : arrayPartBeside(source.toStdString(), DataPart::Test));
    if (!test.isEmpty() && place == QFileInfo(test).canonicalFilePath())
        return "the file of their test part";
    if (!source.isEmpty() && (place + '/').startsWith(source + '/') && !isOfNoFolder(place))
        return "in the folder of the images";
    if (!runFile.empty() && place == QFileInfo(QString::fromStdString(runFile)).canonicalFilePath())
        return "the file of the run";
    return {};
}

} // namespace isthmus
