// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sampleWords.h"

#include "core/base/Error.h"

#include <QObject>

namespace isthmus {

QString sampleName(const Shape& shape)
{
    return shape.isRow() ? QObject::tr("row") : QObject::tr("image");
}

QString samplesName(const Shape& shape)
{
    return shape.isRow() ? QObject::tr("rows") : QObject::tr("images");
}

QString samplesText(Index count, const Shape& shape)
{
    const QString number = QString::fromStdString(grouped(count));
    return number + ' ' + (count == 1 ? sampleName(shape) : samplesName(shape));
}

QString numbersText(Index count)
{
    return count == 1 ? QObject::tr("1 number") : QObject::tr("%1 numbers").arg(QString::fromStdString(grouped(count)));
}

QString pictureSize(const Shape& shape, const QString& unit)
{
    const QString size = QObject::tr("%1 × %2").arg(
        QString::fromStdString(grouped(shape.height)), QString::fromStdString(grouped(shape.width)));
    return size + unit + (shape.height == shape.width ? QString() : QObject::tr(" (height × width)"));
}

} // namespace isthmus
