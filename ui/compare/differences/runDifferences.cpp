// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/differences/runDifferences.h"

#include "core/base/Error.h"
#include "core/nn/Schedule.h"
#include "core/runs/SpecJson.h"
#include "ui/compare/differences/layerDifferences.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace isthmus {

namespace {

/// What the window calls a setting whose name in the run file does not say it.
const QMap<QString, QString>& settingNames()
{
    static const QMap<QString, QString> names{
        {"batch", "batch size"},
        {"klWarmup", "KL warm-up"},
        {"latent", "latent dimensions"},
        {"limit", "samples a part, at most"},
        {"optimizer", "optimiser"},
        {"clipNorm", "clip gradient to"},
        {"title", "model"},
        {"validation", "validation share"},
    };
    return names;
}

/// "learning rate" of "learningRate".
QString settingName(const QString& key)
{
    if (const auto known = settingNames().find(key); known != settingNames().end())
        return *known;
    QString words;
    for (const QChar letter : key)
        words += letter.isUpper() ? QString(' ') + letter.toLower() : QString(letter);
    return words;
}

QString settingText(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QObject::tr("on") : QObject::tr("off");
    if (value.isDouble())
        return QString::fromStdString(shortNumber(value.toDouble()));
    QStringList texts;
    for (const QJsonValue& each : value.toArray())
        texts << settingText(each);
    const QString text = value.isArray() ? texts.join(", ") : value.toString();
    return text.isEmpty() ? QString::fromUtf8("–") : text;
}

/// Compares all values of two objects but lists of layers; objects in them by their own values.
void appendSettings(std::vector<RunDifference>& all, const QString& within, const QJsonObject& left,
    const QJsonObject& right, const QStringList& except)
{
    QStringList keys = left.keys() + right.keys();
    keys.removeDuplicates();
    for (const QString& key : keys) {
        if (except.contains(key) || left[key] == right[key])
            continue;
        if (left[key].isObject() || right[key].isObject())
            appendSettings(all, settingName(key) + ' ', left[key].toObject(), right[key].toObject(), {});
        else
            all.push_back({within + settingName(key), settingText(left[key]), settingText(right[key])});
    }
}

QString imagesText(const Dataset& data)
{
    return QString::fromStdString(grouped(data.count()) + " of " + data.shape.text());
}

QString scalingText(const Dataset& data)
{
    return QString::fromStdString(scalingWords(data.scaling));
}

void appendData(std::vector<RunDifference>& all, const RunSpec& left, const RunSpec& right)
{
    const Dataset& a = *left.data;
    const Dataset& b = *right.data;
    if (&a != &b) {
        for (const auto& [name, one, other] :
            {std::tuple{QObject::tr("data"), a.title, b.title}, std::tuple{QObject::tr("data from"), a.name, b.name}})
            if (one != other)
                all.push_back({name, QString::fromStdString(one), QString::fromStdString(other)});
        if (imagesText(a) != imagesText(b))
            all.push_back({QObject::tr("samples"), imagesText(a), imagesText(b)});
        if (scalingText(a) != scalingText(b))
            all.push_back({QObject::tr("scaling"), scalingText(a), scalingText(b)});
    }
    appendSettings(all, {}, toJson(left.split), toJson(right.split), {"seed", "validation"});
}

void appendModel(std::vector<RunDifference>& all, const ModelSpec& left, const ModelSpec& right)
{
    appendSettings(all, {}, toJson(left), toJson(right), {"name", "encoder", "decoder"});
    for (const auto& [part, layers] : {std::pair{QObject::tr("encoder"), &ModelSpec::encoder},
             std::pair{QObject::tr("decoder"), &ModelSpec::decoder}})
        for (RunDifference& each : layerDifferences(part, left.*layers, right.*layers))
            all.push_back(std::move(each));
}

/// Without the horizon where the schedule reads none.
QJsonObject settingsOf(const TrainSpec& training)
{
    QJsonObject settings = toJson(training);
    if (scheduleType(training.schedule.kind).spansRun)
        return settings;
    QJsonObject schedule = settings["schedule"].toObject();
    schedule.remove("horizon");
    settings["schedule"] = schedule;
    return settings;
}

void appendTraining(std::vector<RunDifference>& all, const TrainSpec& left, const TrainSpec& right)
{
    QStringList keys;
    for (const KnobType& knob : knobTypes()) {
        keys << knob.key;
        if (knob.isEqual(left, right))
            continue;
        const QString symbol = QString::fromUtf8(knob.symbol);
        all.push_back({symbol.isEmpty() ? QString::fromStdString(knob.spoken()) : symbol,
            QString::fromStdString(knob.words(left)), QString::fromStdString(knob.words(right))});
    }
    appendSettings(all, {}, settingsOf(left), settingsOf(right), keys);
}

} // namespace

std::vector<RunDifference> differencesBetween(const RunSpec& left, const RunSpec& right)
{
    std::vector<RunDifference> all;
    appendData(all, left, right);
    appendModel(all, left.model, right.model);
    appendTraining(all, left.training, right.training);
    return all;
}

} // namespace isthmus
