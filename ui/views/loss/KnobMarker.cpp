// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/KnobMarker.h"

#include "core/base/Error.h"

#include <QObject>

#include <algorithm>
#include <iterator>
#include <utility>

namespace isthmus {

namespace {

double epochOf(const KnobChange& change, std::span<const StepRecord> steps)
{
    if (change.step <= 0 || steps.empty())
        return 0;
    const auto done = std::min(static_cast<std::size_t>(change.step), steps.size());
    return steps[done - 1].epoch;
}

QString knobWords(const std::string& knob)
{
    if (knob == "learning-rate")
        return QObject::tr("learning rate");
    if (knob == "free-bits")
        return QObject::tr("free bits");
    if (knob == "beta")
        return QString::fromUtf8("β");
    return QString::fromStdString(knob);
}

/// "Gaussian noise 0.50" of "gaussian:0.5". A kind that is not known stays as it is.
QString corruptionWords(const QString& value)
{
    static constexpr std::pair<const char*, const char*> kWords[] = {
        {"none", "none"},
        {"gaussian", "Gaussian noise %1"},
        {"salt-pepper", "salt and pepper %1"},
        {"mask", "masked pixels %1"},
        {"occlude", "hidden square of %1 px"},
        {"blur", "blur of %1 px"},
    };
    const QString kind = value.section(':', 0, 0);
    const double amount = value.section(':', 1).toDouble();
    const auto words =
        std::find_if(std::begin(kWords), std::end(kWords), [&](const auto& each) { return kind == each.first; });
    if (words == std::end(kWords))
        return value;
    const QString text = QObject::tr(words->second);
    return text.contains("%1") ? text.arg(amount, 0, 'f', kind == "occlude" ? 0 : 2) : text;
}

/// A value as a person writes it: the record names every bit, 0.00050000000000000001.
QString valueWords(const std::string& knob, const std::string& value)
{
    if (knob == "corruption")
        return corruptionWords(QString::fromStdString(value));
    bool isNumber = false;
    const double number = QString::fromStdString(value).toDouble(&isNumber);
    return QString::fromStdString(isNumber ? shortNumber(number, 3) : value);
}

} // namespace

KnobMarker markerOf(const KnobChange& change, std::span<const StepRecord> steps)
{
    return {epochOf(change, steps), change.knob, change.from, change.to};
}

std::vector<KnobMarker> merged(std::span<const KnobMarker> markers, double closest)
{
    std::vector<KnobMarker> result;
    for (const KnobMarker& marker : markers) {
        const auto same = std::find_if(
            result.rbegin(), result.rend(), [&](const KnobMarker& other) { return other.knob == marker.knob; });
        if (same != result.rend() && marker.epoch - same->epoch <= closest)
            same->to = marker.to;
        else
            result.push_back(marker);
    }
    std::erase_if(result, [](const KnobMarker& marker) { return marker.from == marker.to; });
    return result;
}

QString markerText(const KnobMarker& marker)
{
    return QObject::tr("%1 %2 → %3")
        .arg(knobWords(marker.knob), valueWords(marker.knob, marker.from), valueWords(marker.knob, marker.to));
}

} // namespace isthmus
