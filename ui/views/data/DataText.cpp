// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/data/DataText.h"

#include "core/base/Error.h"
#include "ui/widgets/codeText.h"

#include <QCoreApplication>
#include <QStringList>

namespace isthmus {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DataView", text);
}

QString count(std::size_t number)
{
    return QString::fromStdString(grouped(static_cast<std::int64_t>(number)));
}

QString colours(const Shape& shape)
{
    if (shape.channels == 1)
        return tr("grey");
    return shape.channels == 3 ? tr("colour") : tr("%1 channels").arg(shape.channels);
}

QString imagesLine(const Dataset& data)
{
    const QString all = count(static_cast<std::size_t>(data.count()));
    QString line = data.shape.isRow()
        ? tr("%1 rows of %2 numbers").arg(all, count(static_cast<std::size_t>(data.shape.width)))
        : tr("%1 images, %2 × %3 %4").arg(all).arg(data.shape.width).arg(data.shape.height).arg(colours(data.shape));
    if (data.hasLabels())
        line += tr(", %1 classes").arg(count(data.classNames.size()));
    return line;
}

QString partsLine(const Split& split)
{
    QString line =
        tr("%1 train · %2 test").arg(count(split.train.size() - split.validation.size()), count(split.test.size()));
    if (!split.validation.empty())
        line += tr(" · %1 validation").arg(count(split.validation.size()));
    return line;
}

QString scalingLine(const Dataset& data)
{
    const double low = data.images->minimum();
    const double high = data.images->maximum();
    const Scaling& scaling = data.scaling;
    if (scaling.form != ScalingForm::Plain)
        return tr("values %1 to %2, scaled: %3")
            .arg(valueText(low), valueText(high), QString::fromStdString(scalingWords(scaling)));
    if (scaling == Scaling{1, 0})
        return tr("values %1 to %2, as they are").arg(valueText(low), valueText(high));
    return tr("values %1 to %2, scaled to %3 to %4")
        .arg(valueText(low), valueText(high), valueText(low * scaling.scale + scaling.offset),
            valueText(high * scaling.scale + scaling.offset));
}

} // namespace

QString dataText(const Dataset& data, const Split& split)
{
    QStringList lines{imagesLine(data), partsLine(split), scalingLine(data)};
    if (!data.hasLabels())
        lines.append(tr("no labels: points in one colour"));
    for (const std::string& notice : data.notices)
        lines.append(QString::fromStdString(notice));
    return lines.join('\n');
}

QString missingText(const Dataset& data, const QString& why, bool hasEncoder)
{
    const QString does = hasEncoder ? tr("takes") : tr("makes");
    if (data.shape.isRow())
        return tr("%1.\nThe model %2 rows of %3 numbers.").arg(why, does, count(std::size_t(data.shape.width)));
    return tr("%1.\nThe model %2 images of %3 × %4, %5.")
        .arg(why, does, QString::number(data.shape.width), QString::number(data.shape.height), colours(data.shape));
}

} // namespace isthmus
