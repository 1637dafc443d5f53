// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/runNames.h"

#include "core/base/Error.h"
#include "ui/session/Workbench.h"

#include <QObject>

#include <set>
#include <vector>

namespace isthmus {
namespace {

using Feature = QString (*)(const Session& run);

QString betaOf(const Session& run)
{
    return QObject::tr("β %1").arg(QString::fromStdString(shortNumber(run.knobs().beta)));
}

QString rateOf(const Session& run)
{
    return QObject::tr("learning rate %1").arg(QString::fromStdString(shortNumber(run.knobs().learningRate)));
}

QString seedOf(const Session& run)
{
    return QObject::tr("seed %1").arg(run.run().training.seed);
}

/// What tells all of these apart; null: nothing does.
Feature featureOf(const std::vector<const Session*>& alike)
{
    for (const Feature feature : {betaOf, rateOf, seedOf}) {
        std::set<QString> values;
        for (const Session* run : alike)
            values.insert(feature(*run));
        if (values.size() == alike.size())
            return feature;
    }
    return nullptr;
}

} // namespace

QStringList runNames(const Workbench& bench, const std::function<QString(const Session& run)>& nameOf)
{
    QStringList names;
    for (const Session* run : bench.runs())
        names << (run->hasRun() ? nameOf(*run) : QObject::tr("No run yet"));
    QStringList told = names;
    for (int i = 0; i < names.size(); ++i) {
        std::vector<const Session*> alike;
        int number = 0;
        for (int k = 0; k < names.size(); ++k) {
            const Session* run = bench.runs()[static_cast<std::size_t>(k)];
            if (names[k] != names[i] || !run->hasRun())
                continue;
            alike.push_back(run);
            number += k <= i ? 1 : 0;
        }
        if (alike.size() < 2)
            continue;
        const Feature feature = featureOf(alike);
        told[i] += feature ? ", " + feature(*bench.runs()[static_cast<std::size_t>(i)]) : QString(" (%1)").arg(number);
    }
    return told;
}

} // namespace isthmus
