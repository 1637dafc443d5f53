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

/// Calls work(block) for each block of a batch, on the pool.
/// @param whole  what all blocks have in common
template <typename Work>
void forEachCorruptionBlock(
    const CorruptionBlock& whole, std::span<const Index> samples, ThreadPool& pool, const Work& work)
{
    const Batch& batch = whole.batch;
    assert(batch.rows() == whole.shape.size() && batch.cols() == static_cast<Index>(samples.size()));
    pool.run(batch.stride() / kLane, [&](Index tile) {
        std::uint64_t numbers[kLane] = {};
        const Index first = tile * kLane;
        const Index count = std::min(kLane, batch.cols() - first);
        for (Index lane = 0; lane < count; ++lane)
            numbers[lane] = static_cast<std::uint64_t>(samples[static_cast<std::size_t>(first + lane)]);
        work({whole.shape, whole.rng, numbers, whole.epoch, whole.batch, first, whole.neutral});
    });
}

} // namespace

const std::vector<CorruptionType>& corruptionTypes()
{
    static const std::vector<CorruptionType> types{
        noCorruption(),
        gaussianCorruption(),
        unclippedGaussianCorruption(),
        saltPepperCorruption(),
        maskCorruption(),
        occludeCorruption(),
        blurCorruption(),
        blindSpotCorruption(),
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

double Corruption::judgedShare() const
{
    return corruptionType(kind).judge == nullptr ? 1 : amount;
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
    if (corruption.isNone())
        return;
    const Rng rng(seed, purpose);
    forEachCorruptionBlock({asImage(shape), rng, nullptr, epoch, batch, 0, neutral}, samples, pool,
        [&](const CorruptionBlock& block) { corruptionType(corruption.kind).apply(corruption.amount, block); });
}

void leaveJudged(const Corruption& corruption, Shape shape, std::uint64_t seed, Purpose purpose, std::uint32_t epoch,
    std::span<const Index> samples, Batch& targets, ThreadPool& pool)
{
    const CorruptionType& type = corruptionType(corruption.kind);
    if (type.judge == nullptr)
        return;
    const Rng rng(seed, purpose);
    forEachCorruptionBlock({asImage(shape), rng, nullptr, epoch, targets, 0}, samples, pool,
        [&](const CorruptionBlock& block) { type.judge(corruption.amount, block); });
    for (Index row = 0; row < targets.rows(); ++row)
        std::fill(targets.row(row) + targets.cols(), targets.row(row) + targets.stride(), 0.0F);
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
