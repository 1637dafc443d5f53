// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sampleWords.h"

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

} // namespace isthmus
