// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knobChanges.h"

#include "core/base/Error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

constexpr const char* kCorruption = "corruption";
constexpr int kDigits = 3; // of a value as people read it

/// A knob that is a number.
struct NumberKnob
{
    const char* name;
    double Knobs::*value;
};

constexpr NumberKnob kNumberKnobs[] = {
    {"learning-rate", &Knobs::learningRate},
    {"beta", &Knobs::beta},
    {"free-bits", &Knobs::freeBits},
    {"sparsity", &Knobs::sparsity},
};

const NumberKnob& numberKnob(const std::string& name)
{
    for (const NumberKnob& knob : kNumberKnobs)
        if (knob.name == name)
            return knob;
    throw Error("knob: expected one that a run logs, found \"" + name + '"');
}

double numberOf(const std::string& knob, const std::string& value)
{
    double number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, fault] = std::from_chars(value.data(), end, number);
    if (fault != std::errc() || stop != end || !std::isfinite(number) || number < 0)
        throw Error("knob " + knob + ": expected a number of at least 0, found \"" + value + '"');
    return number;
}

void set(Knobs& knobs, const std::string& knob, const std::string& value)
{
    if (knob == kCorruption)
        knobs.corruption = Corruption::parse(value);
    else
        knobs.*numberKnob(knob).value = numberOf(knob, value);
}

} // namespace

std::vector<KnobChange> changesBetween(const Knobs& from, const Knobs& to, std::int64_t step)
{
    std::vector<KnobChange> changes;
    for (const NumberKnob& knob : kNumberKnobs) {
        const double before = from.*knob.value;
        const double after = to.*knob.value;
        if (before != after)
            changes.push_back({step, knob.name, shortNumber(before, 17), shortNumber(after, 17)});
    }
    if (from.corruption != to.corruption)
        changes.push_back({step, kCorruption, from.corruption.text(), to.corruption.text()});
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
    if (change.knob == kCorruption || numberKnob(change.knob).value == &Knobs::freeBits)
        return true;
    return numberOf(change.knob, change.to) > numberOf(change.knob, change.from);
}

void checkChange(const KnobChange& change)
{
    Knobs knobs;
    set(knobs, change.knob, change.from);
    set(knobs, change.knob, change.to);
}

Knobs withoutChanges(Knobs knobs, std::span<const KnobChange> changes)
{
    for (const KnobChange& change : changes)
        set(knobs, change.knob, change.from);
    return knobs;
}

std::string knobName(const KnobChange& change)
{
    std::string name = change.knob;
    std::replace(name.begin(), name.end(), '-', ' ');
    return name;
}

std::string knobValueText(const KnobChange& change, const std::string& value)
{
    Knobs knobs;
    set(knobs, change.knob, value);
    if (change.knob != kCorruption)
        return shortNumber(knobs.*numberKnob(change.knob).value, kDigits);
    return knobs.corruption.words();
}

std::string changeText(const KnobChange& change)
{
    return knobName(change) + ' ' + knobValueText(change, change.from) + " -> " + knobValueText(change, change.to);
}

} // namespace isthmus
