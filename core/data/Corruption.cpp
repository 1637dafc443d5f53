// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Corruption.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/data/corruptions/corruptions.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kWordDigits = 3;

/// The shortest text that reads back as the same number; the same in every locale.
std::string exactNumber(double number)
{
    char text[32];
    const auto [end, fault] = std::to_chars(text, text + sizeof text, number);
    assert(fault == std::errc());
    return {text, end};
}

std::string expectedAmount(const CorruptionType& type)
{
    return std::string(type.integer ? "a whole number" : "a number") + " from " + exactNumber(type.minimum) + " to "
        + exactNumber(type.maximum) + " (" + type.help + ")";
}

double parseAmount(const CorruptionType& type, const std::string& text)
{
    double amount = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, amount);
    const bool isNumber = fault == std::errc() && stop == end && !text.empty();
    const bool inRange = amount >= type.minimum && amount <= type.maximum; // false for NaN
    if (!isNumber || !inRange || (type.integer && amount != std::floor(amount)))
        throw Error(
            std::string("corruption ") + type.name + ": expected " + expectedAmount(type) + ", found \"" + text + "\"");
    return amount;
}

Shape asImage(Shape shape)
{
    return shape.isVector() ? Shape{1, 1, shape.channels} : shape;
}

} // namespace

const std::vector<CorruptionType>& corruptionTypes()
{
    static const std::vector<CorruptionType> types{
        noCorruption(),
        gaussianCorruption(),
        saltPepperCorruption(),
        maskCorruption(),
        occludeCorruption(),
        blurCorruption(),
    };
    return types;
}

const CorruptionType& corruptionType(const std::string& name)
{
    return byName(corruptionTypes(), name, "corruption");
}

std::string Corruption::text() const
{
    return isNone() ? kind : kind + ":" + exactNumber(amount);
}

std::string Corruption::words() const
{
    std::string words = corruptionType(kind).words;
    if (const std::size_t place = words.find('%'); place != std::string::npos)
        words.replace(place, 1, shortNumber(amount, kWordDigits));
    return words;
}

Corruption Corruption::parse(const std::string& text)
{
    const std::size_t colon = text.find(':');
    const CorruptionType& type = corruptionType(text.substr(0, colon));
    Corruption corruption{type.name, 0.0};
    if (!corruption.isNone())
        corruption.amount = parseAmount(type, colon == std::string::npos ? "" : text.substr(colon + 1));
    else if (colon != std::string::npos)
        throw Error("corruption none: expected no amount, found \"" + text.substr(colon + 1) + "\"");
    return corruption;
}

void corrupt(const Corruption& corruption, Shape shape, std::uint64_t seed, Purpose purpose, std::uint32_t epoch,
    std::span<const Index> samples, Batch& batch, ThreadPool& pool, float neutral)
{
    assert(batch.rows() == shape.size() && batch.cols() == static_cast<Index>(samples.size()));
    if (corruption.isNone())
        return;
    const CorruptionType& type = corruptionType(corruption.kind);
    const Rng rng(seed, purpose);
    const Shape image = asImage(shape);
    pool.run(batch.stride() / kLane, [&](Index tile) {
        std::uint64_t numbers[kLane] = {};
        const Index first = tile * kLane;
        const Index count = std::min(kLane, batch.cols() - first);
        for (Index lane = 0; lane < count; ++lane)
            numbers[lane] = static_cast<std::uint64_t>(samples[static_cast<std::size_t>(first + lane)]);
        type.apply(corruption.amount, {image, rng, numbers, epoch, batch, first, neutral});
    });
}

void corruptSamples(const Corruption& corruption, const Dataset& data, std::uint64_t seed, Purpose purpose,
    std::uint32_t epoch, std::span<const Index> samples, Batch& batch, ThreadPool& pool)
{
    if (corruption.isNone())
        return;
    toShown(data.scaling, batch);
    corrupt(corruption, data.shape, seed, purpose, epoch, samples, batch, pool, data.scaling.neutralShown());
    fromShown(data.scaling, batch);
}

} // namespace isthmus
