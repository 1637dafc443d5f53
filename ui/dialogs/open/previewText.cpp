// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/previewText.h"

#include "core/base/Error.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/sampleWords.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace isthmus {
namespace {

QString count(Index number)
{
    return QString::fromStdString(grouped(number));
}

QString scaledText(double value, const Scaling& scaling)
{
    return valueText(value * scaling.scale + scaling.offset);
}

QString partsText(const DatasetPreview& preview)
{
    QString text = QObject::tr("%1 train").arg(count(preview.fitted));
    if (preview.validation > 0)
        text += QObject::tr(" · %1 validation").arg(count(preview.validation));
    text += QObject::tr(" · %1 test").arg(count(preview.test));
    const Index used = preview.fitted + preview.validation + preview.test;
    return used < preview.total ? QObject::tr("%1, of %2").arg(text, count(preview.total)) : text;
}

QString shapeText(const Shape& shape)
{
    if (shape.isRow())
        return QObject::tr("a row of %1").arg(numbersText(shape.width));
    const QString colours = shape.channels == 1 ? QObject::tr("grey")
        : shape.channels == 3                   ? QObject::tr("colour")
                                                : QObject::tr("%1 channels").arg(shape.channels);
    return QObject::tr("%1, %2").arg(pictureSize(shape, QObject::tr(" pixels")), colours);
}

QString valuesText(const Dataset& data)
{
    const double low = data.images->minimum();
    const double high = data.images->maximum();
    const QString stored =
        QObject::tr("%1, %2 to %3").arg(QString::fromStdString(data.images->type()), valueText(low), valueText(high));
    if (data.scaling.form != ScalingForm::Plain)
        return QObject::tr("%1; scaled: %2").arg(stored, QString::fromStdString(scalingWords(data.scaling)));
    if (data.scaling == Scaling{1, 0})
        return QObject::tr("%1; taken as they are").arg(stored);
    return QObject::tr("%1; scaled to %2 to %3")
        .arg(stored, scaledText(low, data.scaling), scaledText(high, data.scaling));
}

QString classesText(const Dataset& data, const DatasetPreview& preview)
{
    if (!data.hasLabels())
        return QObject::tr("none: points in one colour");
    const auto used = std::count_if(preview.classes.begin(), preview.classes.end(),
        [](const ClassCount& each) { return each.train + each.test > 0; });
    const auto all = static_cast<Index>(preview.classes.size());
    return used < all ? QObject::tr("%1 of %2 in use").arg(count(used), count(all)) : count(all);
}

} // namespace

QString largeImageText(Shape shape)
{
    constexpr Index kLarge = 40'000; // values of an image
    constexpr double kDense = 2.0 * 512; // parameters of a dense preset's first and last layer for each of them
    if (shape.size() < kLarge)
        return {};
    return QObject::tr(
        "%3 of %1 numbers make dense models of some %2 million parameters, which train slowly: a smaller size, "
        "at the right, is faster.")
        .arg(count(shape.size()), count(std::llround(kDense * double(shape.size()) / 1e6)),
            shape.isRow() ? QObject::tr("Rows") : QObject::tr("Images"));
}

QString memoryText(std::uint64_t bytes)
{
    const char* const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (size >= 999.5 && unit + 1 < std::size(units)) {
        size /= 1000;
        ++unit;
    }
    return QString("%1 %2").arg(QString::number(size, 'f', size < 9.95 && unit > 0 ? 1 : 0), units[unit]);
}

std::vector<std::pair<QString, QString>> previewFacts(const Dataset& data, const DatasetPreview& preview)
{
    const QString memory = memoryText(data.images->bytes());
    return {
        {data.shape.isRow() ? QObject::tr("Rows") : QObject::tr("Images"), partsText(preview)},
        {QObject::tr("Shape"), shapeText(data.shape)},
        {QObject::tr("Values"), valuesText(data)},
        {QObject::tr("Classes"), classesText(data, preview)},
        {QObject::tr("Memory"), data.images->isInMemory() ? memory : QObject::tr("stays in its file (%1)").arg(memory)},
    };
}

QString testPartText(const Shape& shape, const DatasetPreview& preview)
{
    if (!preview.drawsTest)
        return {};
    if (preview.test == 0)
        return QObject::tr("The set has no test part, and too few %1 for one.").arg(samplesName(shape));
    return QObject::tr("The set has no test part, so 10 % of it (%1, drawn by the run's seed) is kept as one.")
        .arg(samplesText(preview.test, shape));
}

} // namespace isthmus
