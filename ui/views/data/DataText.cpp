// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/data/DataText.h"

#include "core/base/Error.h"
#include "core/data/ColumnStatistics.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/sampleWords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

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

/// "length [cm], width [cm] and 28 more"
QString namesText(const ColumnNames& names)
{
    constexpr std::size_t kMostNamed = 4;
    constexpr int kLongest = 24; // letters of a name
    QStringList some;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) {
        const QString name = QString::fromStdString(columnTitle(names, static_cast<Index>(i))).simplified();
        some << (name.size() > kLongest ? name.left(kLongest - 1) + QChar(0x2026) : name);
    }
    const std::size_t others = names.size() - static_cast<std::size_t>(some.size());
    return others == 0 ? some.join(", ") : tr("%1 and %2 more").arg(some.join(", "), count(others));
}

QString imagesLine(const Dataset& data)
{
    const QString all = samplesText(data.count(), data.shape);
    QString line = data.shape.isRow() ? tr("%1 of %2").arg(all, numbersText(data.shape.width))
                                      : tr("%1, %2 %3").arg(all, pictureSize(data.shape), colours(data.shape));
    if (data.hasLabels())
        line += data.classNames.size() == 1 ? tr(", 1 class") : tr(", %1 classes").arg(count(data.classNames.size()));
    if (!data.columns.empty())
        line += ": " + namesText(data.columns);
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

/// Numbers of other data than the run's may lie far from where its scaling brings its own.
QString reachOf(const Dataset& data)
{
    const NumberRange scaled = scaledRange(data);
    return tr("%1 to %2").arg(valueText(scaled.minimum), valueText(scaled.maximum));
}

QString scalingLine(const Dataset& data, bool isOfRun)
{
    const double low = data.images->minimum();
    const double high = data.images->maximum();
    const Scaling& scaling = data.scaling;
    if (scaling.form != ScalingForm::Plain && !isOfRun)
        return tr("values %1 to %2, scaled as the run's own data were (%3), here to %4")
            .arg(valueText(low), valueText(high), QString::fromStdString(scalingWords(scaling)), reachOf(data));
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

QString dataText(const Dataset& data, const Split& split, bool isOfRun)
{
    QStringList lines{imagesLine(data), partsLine(split), scalingLine(data, isOfRun)};
    const bool isDrawn = !split.validation.empty() && split.validation.front() < data.firstValidation();
    if (const std::string use = validationUse(data, isDrawn ? 1 : 0); !use.empty())
        lines.append(QString::fromStdString(use));
    if (!data.hasLabels())
        lines.append(tr("no labels: points in one colour"));
    return lines.join('\n');
}

QString missingText(const Dataset& data, const QString& why, bool hasEncoder)
{
    const QString does = hasEncoder ? tr("takes") : tr("makes");
    if (data.shape.isRow())
        return tr("%1.\nThe model %2 rows of %3.").arg(why, does, numbersText(data.shape.width));
    return tr("%1.\nThe model %2 images of %3, %4.").arg(why, does, pictureSize(data.shape), colours(data.shape));
}

} // namespace isthmus
