// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knobChanges.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

const KnobType& typeOf(const KnobChange& change)
{
    return knobType(change.knob);
}

/// Default knobs but for this value.
Knobs with(const KnobType& type, const std::string& value)
{
    Knobs knobs;
    type.read(value, knobs);
    return knobs;
}

} // namespace

std::vector<KnobChange> changesBetween(const Knobs& from, const Knobs& to, std::int64_t step)
{
    std::vector<KnobChange> changes;
    for (const KnobType& type : knobTypes())
        if (!type.isEqual(from, to))
            changes.push_back({step, type.name, type.text(from), type.text(to)});
    return changes;
}

std::vector<KnobChange> netChanges(std::span<const KnobChange> changes, std::int64_t fromStep)
{
    std::vector<KnobChange> net;
    for (const KnobChange& change : changes) {
        if (change.step < fromStep)
            continue;
        const auto known =
            std::find_if(net.begin(), net.end(), [&](const KnobChange& each) { return each.knob == change.knob; });
        if (known == net.end())
            net.push_back(change);
        else
            known->to = change.to;
        std::erase_if(net, [](const KnobChange& each) { return each.from == each.to; });
    }
    return net;
}

bool mayRaiseLoss(const KnobChange& change)
{
    const KnobType& type = typeOf(change);
    const Knobs before = with(type, change.from);
    const Knobs after = with(type, change.to);
    return type.effect == KnobEffect::Scale || type.number == nullptr || after.*type.number > before.*type.number;
}

bool beginsWatchAnew(const KnobChange& change)
{
    return typeOf(change).effect != KnobEffect::Step;
}

bool isOfAnotherScale(const KnobChange& change)
{
    return typeOf(change).effect == KnobEffect::Scale;
}

KnobChange checked(const KnobChange& change)
{
    const KnobType& type = typeOf(change);
    return {change.step, type.name, type.text(with(type, change.from)), type.text(with(type, change.to))};
}

Knobs replay(Knobs knobs, const KnobChange& change)
{
    const KnobChange exact = checked(change);
    typeOf(exact).read(exact.to, knobs);
    return knobs;
}

Knobs withoutChanges(Knobs knobs, std::span<const KnobChange> changes)
{
    for (const KnobChange& change : changes)
        typeOf(change).read(change.from, knobs);
    return knobs;
}

std::vector<KnobChange> changesUpTo(std::int64_t step, const Knobs& knobs, std::vector<KnobChange> changes, Knobs now)
{
    const auto isLater = [&](const KnobChange& change) {
        return change.step > step || (change.step == step && !(now == knobs));
    };
    while (!changes.empty() && isLater(changes.back())) {
        now = withoutChanges(now, std::span(&changes.back(), 1));
        changes.pop_back();
    }
    for (KnobChange& missing : changesBetween(now, knobs, step))
        changes.push_back(std::move(missing));
    return changes;
}

std::string knobName(const KnobChange& change)
{
    return typeOf(change).spoken();
}

std::string knobValueText(const KnobChange& change, const std::string& value)
{
    const KnobType& type = typeOf(change);
    return type.words(with(type, value));
}

std::string changeText(const KnobChange& change)
{
    return knobName(change) + ' ' + knobValueText(change, change.from) + " -> " + knobValueText(change, change.to);
}

} // namespace isthmus
