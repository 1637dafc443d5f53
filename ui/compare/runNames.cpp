// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/runNames.h"

#include "ui/session/Workbench.h"
#include "ui/session/runName.h"
#include "ui/widgets/knobText.h"

#include <QObject>

#include <functional>
#include <set>
#include <vector>

namespace isthmus {
namespace {

using Feature = std::function<QString(const RunSession& run)>;

/// What runs may differ in: each knob, then the seed.
std::vector<Feature> features()
{
    std::vector<Feature> features;
    for (const KnobType& type : knobTypes())
        features.emplace_back([&type](const RunSession& run) { return knobText(type, run.knobs()); });
    features.emplace_back([](const RunSession& run) { return QObject::tr("seed %1").arg(run.run().training.seed); });
    return features;
}

/// What tells all of these apart; empty: nothing does.
Feature featureOf(const std::vector<const RunSession*>& alike)
{
    for (const Feature& feature : features()) {
        std::set<QString> values;
        for (const RunSession* run : alike)
            values.insert(feature(*run));
        if (values.size() == alike.size())
            return feature;
    }
    return {};
}

} // namespace

QStringList runNames(const Workbench& bench)
{
    QStringList names;
    for (RunSession* run : bench.runs())
        names << (run->hasRun() ? runName(*run) : QObject::tr("No run yet"));
    QStringList told = names;
    for (int i = 0; i < names.size(); ++i) {
        std::vector<const RunSession*> alike;
        int number = 0;
        for (int k = 0; k < names.size(); ++k) {
            const RunSession* run = bench.runs()[static_cast<std::size_t>(k)];
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
