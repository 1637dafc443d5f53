// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/origin.h"

#include <QDir>
#include <QFileInfo>

namespace isthmus {

Dataset datasetAt(const std::string& path, const char* format, const ReadOptions& options)
{
    const QFileInfo info(QDir::cleanPath(QFileInfo(QString::fromStdString(path)).absoluteFilePath()));
    Dataset data;
    data.name = info.filePath().toStdString();
    data.title = info.fileName().toStdString();
    data.format = format;
    data.reading = options;
    return data;
}

} // namespace isthmus
