// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffDescription.h"

#include "core/base/Error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace isthmus {

std::vector<std::uint64_t> shapeByTifffile(const std::string& description)
{
    std::vector<std::uint64_t> shape;
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(description)).object();
    for (const QJsonValue axis : json.value("shape").toArray())
        shape.push_back(static_cast<std::uint64_t>(std::max<qint64>(axis.toInteger(), 0)));
    return shape;
}

std::string axesByImageJ(const std::string& description)
{
    if (!description.starts_with("ImageJ="))
        return {};
    QStringList axes;
    const QStringList lines = QString::fromStdString(description).split('\n');
    for (const char* name : {"channels", "slices", "frames"})
        for (const QString& line : lines)
            if (const int extent = line.section('=', 1).toInt(); line.section('=', 0, 0) == name && extent > 1)
                axes += QString::fromStdString(grouped(extent)) + ' ' + name;
    if (axes.size() < 2)
        return {};
    const QString last = axes.takeLast();
    return (axes.join(", ") + " and " + last).toStdString();
}

} // namespace isthmus
