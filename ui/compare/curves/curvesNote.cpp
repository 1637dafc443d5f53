// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/curves/curvesNote.h"

#include <QObject>
#include <QStringList>

namespace isthmus {
namespace {

QString unitName(FairUnit unit)
{
    return unit == FairUnit::Mse ? QObject::tr("MSE") : QString::fromUtf8("−ELBO");
}

using IsSo = bool (*)(const CurveFacts& curve);

QStringList titlesWhere(const std::vector<CurveFacts>& curves, IsSo isSo)
{
    QStringList titles;
    for (const CurveFacts& curve : curves)
        if (isSo(curve))
            titles << curve.title;
    return titles;
}

bool lacksUnit(const CurveFacts& curve)
{
    return !curve.hasUnit;
}

bool isDashed(const CurveFacts& curve)
{
    return curve.hasUnit && curve.isBegun && curve.isOfCorrupted;
}

bool hasThinLine(const CurveFacts& curve)
{
    return curve.hasSteps;
}

bool isStillToCome(const CurveFacts& curve)
{
    return curve.hasUnit && !curve.isBegun;
}

/// Losses are of the numbers that the models see.
bool scaleDifferently(const std::vector<CurveFacts>& curves)
{
    const CurveFacts* first = nullptr;
    for (const CurveFacts& curve : curves) {
        if (!curve.hasUnit)
            continue;
        if (first != nullptr && first->scaling != curve.scaling)
            return true;
        first = &curve;
    }
    return false;
}

QString firstValue(FairUnit unit)
{
    return unit == FairUnit::Mse ? QObject::tr("its first value comes at the end of an epoch")
                                 : QObject::tr("it begins with the first step of training");
}

QString tipLine(FairUnit unit, const QString& samples, const CurveFacts& curve)
{
    if (!curve.hasUnit)
        return QObject::tr("%1: has no %2").arg(curve.title, unitName(unit));
    if (!curve.isBegun)
        return QObject::tr("%1: no curve yet; %2").arg(curve.title, firstValue(unit));
    return (curve.isOfCorrupted ? QObject::tr("%1: %2 of corrupted %3") : QObject::tr("%1: %2 of held-out %3"))
        .arg(curve.title, unitName(unit), samples);
}

} // namespace

QString unitTitle(FairUnit unit, const QString& sample)
{
    return unit == FairUnit::Mse ? unitName(unit) : QObject::tr("%1, nats per %2").arg(unitName(unit), sample);
}

QString curvesNote(FairUnit unit, const QString& samples, const std::vector<CurveFacts>& curves)
{
    QStringList sentences{QObject::tr("Thick: on the %1 that each run holds out").arg(samples)};
    if (!titlesWhere(curves, hasThinLine).isEmpty())
        sentences << QObject::tr("Thin: on its training batches, smoothed");
    if (const QStringList dashed = titlesWhere(curves, isDashed); !dashed.isEmpty())
        sentences << QObject::tr("Dashed: of corrupted %1, as %2 is trained; not to be compared with the others")
                         .arg(samples, dashed.join(", "));
    if (scaleDifferently(curves))
        sentences << QObject::tr("The runs scale their data differently: their curves are not to be compared");
    if (const QStringList without = titlesWhere(curves, lacksUnit); !without.isEmpty())
        sentences << QObject::tr("Without %1: %2").arg(unitName(unit), without.join(", "));
    if (const QStringList waiting = titlesWhere(curves, isStillToCome); !waiting.isEmpty())
        sentences << QObject::tr("No curve yet: %1; %2").arg(waiting.join(", "), firstValue(unit));
    return sentences.join(QString::fromUtf8("  ·  "));
}

QString curvesTip(FairUnit unit, const QString& samples, const std::vector<CurveFacts>& curves)
{
    QStringList lines;
    for (const CurveFacts& curve : curves)
        lines << tipLine(unit, samples, curve);
    return lines.join('\n');
}

} // namespace isthmus
