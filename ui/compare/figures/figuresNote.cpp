// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/figures/figuresNote.h"

#include "core/base/Error.h"
#include "ui/compare/likeness.h"
#include "ui/session/RunSession.h"
#include "ui/widgets/sampleWords.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace isthmus {
namespace {

std::vector<RunFigures> judged(const std::vector<RunFigures>& all)
{
    std::vector<RunFigures> some = all;
    std::erase_if(some, [](const RunFigures& each) { return each.samples == 0; });
    return some;
}

bool areOnTheSameData(const std::vector<RunFigures>& some)
{
    return std::all_of(some.begin(), some.end(), [&some](const RunFigures& each) {
        return each.run == some.front().run || haveSameData(*each.run, *some.front().run);
    });
}

/// Losses are of the numbers that the models see: four times as large from -1 to 1 as from 0 to 1.
bool areScaledAlike(const std::vector<RunFigures>& some)
{
    return std::all_of(some.begin(), some.end(),
        [&some](const RunFigures& each) { return each.run->data()->scaling == some.front().run->data()->scaling; });
}

bool isAny(const std::vector<RunFigures>& some, Fairness fairness)
{
    return std::any_of(
        some.begin(), some.end(), [fairness](const RunFigures& each) { return each.fairness == fairness; });
}

bool areFair(const std::vector<RunFigures>& some)
{
    return areOnTheSameData(some) && areScaledAlike(some) && !isAny(some, Fairness::OwnTest)
        && !isAny(some, Fairness::Trained);
}

/// "1,000 images", "1 row"
QString countText(const RunFigures& figures, const QString& part = {})
{
    const Shape shape = figures.run->data()->shape;
    const QString name = figures.samples == 1 ? sampleName(shape) : samplesName(shape);
    const QString count = QString::fromStdString(grouped(static_cast<std::int64_t>(figures.samples)));
    return part.isEmpty() ? count + ' ' + name : count + ' ' + part + ' ' + name;
}

QString ownText(const RunFigures& figures, const QString& title)
{
    const bool isTrained = figures.fairness == Fairness::Trained;
    return QObject::tr("%1: of %2")
        .arg(title, countText(figures, isTrained ? QObject::tr("training") : QObject::tr("test")));
}

QString whyNoneIsBest(const std::vector<RunFigures>& some)
{
    if (!areOnTheSameData(some))
        return QObject::tr("The runs are on different data");
    if (!areScaledAlike(some))
        return QObject::tr("The runs scale their data differently");
    if (isAny(some, Fairness::Trained))
        return QObject::tr("Not all runs have a test part");
    return QObject::tr("The test parts of the runs have nothing in common");
}

} // namespace

bool areComparable(const std::vector<RunFigures>& all)
{
    return areFair(judged(all));
}

QString figuresNote(const std::vector<RunFigures>& all, const std::function<QString(const RunSession& run)>& titleOf)
{
    const std::vector<RunFigures> some = judged(all);
    if (some.empty())
        return {};
    if (areFair(some))
        return QObject::tr("Of the same %1, at the step shown; no run was trained on them")
            .arg(countText(some.front()));
    QStringList each;
    for (const RunFigures& figures : some)
        each << ownText(figures, titleOf(*figures.run));
    return QObject::tr("%1: no value is marked as best. %2")
        .arg(whyNoneIsBest(some), each.join(QString::fromUtf8("  ·  ")));
}

} // namespace isthmus
