// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/modelTitle.h"

#include "core/runs/Presets.h"

#include <QObject>
#include <QRegularExpression>
#include <QString>

#include <algorithm>

namespace isthmus {
namespace {

/// Size of the code; 0 where it takes the data's shape to know it.
int codeSize(const ModelSpec& spec)
{
    if (spec.isVariational())
        return spec.latentDim;
    if (!spec.hasEncoder())
        return static_cast<int>(spec.code.size());
    const auto last = std::find_if(spec.encoder.rbegin(), spec.encoder.rend(),
        [](const LayerSpec& layer) { return !layer.values.empty(); }); // those without fields keep the size
    if (last == spec.encoder.rend() || last->type != "dense")
        return 0;
    const auto units = last->values.find("units");
    return units == last->values.end() ? 0 : std::max(0, static_cast<int>(units->second));
}

QString trueOf(const ModelSpec& spec)
{
    static const QRegularExpression kind("\\bV?AE\\b");
    static const QRegularExpression size(", \\d+-D\\b");
    const int numbers = codeSize(spec);
    QString title = QString::fromStdString(spec.title);
    title.replace(kind, spec.isVariational() ? "VAE" : "AE");
    return title.replace(size, numbers > 0 ? QString(", %1-D").arg(numbers) : QString());
}

std::string marked(const std::string& title, const QString& mark)
{
    QString bare = QString::fromStdString(title);
    for (const QString& known : {QObject::tr(" (edited)"), QObject::tr(" (imported)"), QObject::tr(" (edited)")})
        if (bare.endsWith(known))
            bare.chop(known.size());
    return (bare + mark).toStdString();
}

} // namespace

std::string editedTitle(const ModelSpec& spec)
{
    return marked(trueOf(spec).toStdString(), QObject::tr(" (edited)"));
}

ModelSpec withTrueTitle(ModelSpec spec, Shape data)
{
    if (isPresetName(spec.name)) {
        const ModelSpec preset = loadPreset(spec.name, data).model;
        spec.title = preset.title;
        if (spec == preset)
            return spec;
    }
    spec.title = editedTitle(spec);
    return spec;
}

std::string importedTitle(const std::string& title)
{
    return marked(title, QObject::tr(" (imported)"));
}

} // namespace isthmus
