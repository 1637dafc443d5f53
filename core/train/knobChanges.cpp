// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knobChanges.h"

#include "core/base/Error.h"

#include <algorithm>
#include <charconv>

namespace isthmus {

namespace {

constexpr const char* kCorruption = "corruption";

double numberOf(const KnobChange& change, const std::string& value)
{
    double number = 0;
    const char* end = value.data() + value.size();
    if (std::from_chars(value.data(), end, number).ptr != end)
        throw Error("knob " + change.knob + ": expected a number, found \"" + value + '"');
    return number;
}

void undo(const KnobChange& change, Knobs& knobs)
{
    if (change.knob == kCorruption)
        knobs.corruption = Corruption::parse(change.from);
    else if (change.knob == "learning-rate")
        knobs.learningRate = numberOf(change, change.from);
    else if (change.knob == "beta")
        knobs.beta = numberOf(change, change.from);
    else if (change.knob == "free-bits")
        knobs.freeBits = numberOf(change, change.from);
    else if (change.knob == "sparsity")
        knobs.sparsity = numberOf(change, change.from);
    else
        throw Error("knob: expected one that a run logs, found \"" + change.knob + '"');
}

} // namespace

std::vector<KnobChange> changesBetween(const Knobs& from, const Knobs& to, std::int64_t step)
{
    std::vector<KnobChange> changes;
    const auto compare = [&](const char* knob, double before, double after) {
        if (before != after)
            changes.push_back({step, knob, shortNumber(before, 17), shortNumber(after, 17)});
    };
    compare("learning-rate", from.learningRate, to.learningRate);
    compare("beta", from.beta, to.beta);
    compare("free-bits", from.freeBits, to.freeBits);
    compare("sparsity", from.sparsity, to.sparsity);
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
    }
    std::erase_if(net, [](const KnobChange& each) { return each.from == each.to; });
    return net;
}

Knobs withoutChanges(Knobs knobs, std::span<const KnobChange> changes)
{
    for (const KnobChange& change : changes)
        undo(change, knobs);
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
    if (change.knob != kCorruption)
        return shortNumber(numberOf(change, value));
    const Corruption corruption = Corruption::parse(value);
    if (corruption.isNone())
        return corruption.kind;
    return std::string(corruptionType(corruption.kind).label) + ' ' + shortNumber(corruption.amount);
}

std::string changeText(const KnobChange& change)
{
    return knobName(change) + ' ' + knobValueText(change, change.from) + " -> " + knobValueText(change, change.to);
}

} // namespace isthmus
