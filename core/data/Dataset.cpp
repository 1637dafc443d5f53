// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Dataset.h"

#include "core/base/Error.h"
#include "core/data/Fnv.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr Index kFingerprintSamples = 1000;
constexpr Index kFingerprintBlock = 1 << 16; // values at a time, so that a large image takes no more memory

/// `count` evenly spaced numbers of [0, total), or all of them.
std::vector<Index> evenlySpaced(Index total, Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(std::min(total, count)));
    const auto found = static_cast<Index>(numbers.size());
    for (Index i = 0; i < found; ++i)
        numbers[static_cast<std::size_t>(i)] = i * total / found;
    return numbers;
}

} // namespace

std::string Dataset::className(Index sample) const
{
    if (labels.empty())
        return {};
    const auto label = static_cast<std::size_t>(labels[static_cast<std::size_t>(sample)]);
    return label < classNames.size() ? classNames[label] : std::to_string(label);
}

std::string Dataset::fileName(Index sample) const
{
    return files ? std::string(files->of(sample)) : std::string();
}

std::string Dataset::identifier(Index sample) const
{
    return identifiers ? std::string(identifiers->of(sample)) : std::string();
}

void Dataset::gather(std::span<const Index> which, Batch& out) const
{
    out.resize(shape.size(), static_cast<Index>(which.size()));
    gatherAt(which, out, 0);
}

void Dataset::gatherAt(std::span<const Index> which, Batch& out, Index first) const
{
    gatherTargetsAt(which, out, first);
    fillMissing(out, first, static_cast<Index>(which.size()));
}

void Dataset::gatherTargets(std::span<const Index> which, Batch& out) const
{
    out.resize(shape.size(), static_cast<Index>(which.size()));
    gatherTargetsAt(which, out, 0);
    clearPadding(out);
}

void Dataset::gatherTargetsAt(std::span<const Index> which, Batch& out, Index first) const
{
    images->gather(which, static_cast<float>(scaling.scale), static_cast<float>(scaling.offset), out, first);
    finishScaling(scaling, out, first, static_cast<Index>(which.size()));
}

void Dataset::clearPadding(Batch& targets) const
{
    const Index end = roundUp(targets.cols(), kLane);
    for (Index row = 0; row < targets.rows() && hasMissing(); ++row)
        std::fill(targets.row(row) + targets.cols(), targets.row(row) + end, 0.0F);
}

void Dataset::fillMissing(Batch& batch, Index first, Index count) const
{
    for (Index place = 0; place < std::ssize(fills); ++place) {
        float* values = batch.row(place) + first;
        const auto fill = static_cast<float>(scaling.at(place)(double(fills[static_cast<std::size_t>(place)])));
        std::replace_if(
            values, values + count, [](float value) { return std::isnan(value); }, fill);
    }
}

std::string Dataset::fingerprint() const
{
    Fnv hash;
    for (const Index extent : {Index(shape.channels), Index(shape.height), Index(shape.width), trainCount, testCount})
        hash.add(static_cast<std::uint64_t>(extent));
    if (validationCount > 0) // without one as in every version
        hash.add(static_cast<std::uint64_t>(validationCount));
    for (const std::int32_t label : labels) {
        const auto place = static_cast<std::size_t>(label);
        hash.add(static_cast<std::uint32_t>(place < classNumbers.size() ? classNumbers[place] : label));
    }

    const std::vector<Index> chosen = evenlySpaced(count(), kFingerprintSamples);
    std::vector<float> block(static_cast<std::size_t>(std::min(shape.size(), kFingerprintBlock)));
    for (const Index number : chosen) {
        for (Index begin = 0; begin < shape.size(); begin += kFingerprintBlock) {
            const auto values =
                std::span(block).first(static_cast<std::size_t>(std::min(kFingerprintBlock, shape.size() - begin)));
            images->copy(number, begin, values);
            for (const float value : values)
                hash.add(std::isnan(value) ? std::numeric_limits<float>::quiet_NaN()
                                           : value + 0.0F); // one zero, whatever its sign
        }
    }
    return hash.text();
}

} // namespace isthmus
