// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Split.h"

#include "core/base/Error.h"
#include "core/base/Rng.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace isthmus {

namespace {

constexpr double kTestShare = 0.1;

/// What a shuffle is for; the `epoch` of its random numbers, so that stored runs depend on the values.
enum class Draw : std::uint32_t { Test = 0, Validation = 1 };

/// The first `share` of the numbers after a Fisher-Yates shuffle, ascending.
std::vector<Index> drawShare(std::vector<Index> numbers, Index share, std::uint64_t seed, Draw draw)
{
    const Rng rng(seed, Purpose::Split);
    for (std::size_t i = numbers.size(); i > 1; --i)
        std::swap(numbers[i - 1], numbers[rng.below(i, i - 1, static_cast<std::uint32_t>(draw))]);
    numbers.resize(static_cast<std::size_t>(share));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// `all` without `taken`; both ascending.
std::vector<Index> without(const std::vector<Index>& all, const std::vector<Index>& taken)
{
    std::vector<Index> rest;
    rest.reserve(all.size() - taken.size());
    std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(), std::back_inserter(rest));
    return rest;
}

std::vector<Index> range(Index begin, Index end)
{
    std::vector<Index> numbers(static_cast<std::size_t>(end - begin));
    std::iota(numbers.begin(), numbers.end(), begin);
    return numbers;
}

/// The parts as the file has them, or with a drawn test part where it has none.
Split wholeSplit(const Dataset& data, std::uint64_t seed)
{
    Split split;
    const std::vector<Index> all = range(0, data.firstValidation());
    if (data.testCount > 0) {
        split.train = range(0, data.trainCount);
        split.test = range(data.trainCount, data.firstValidation());
    } else {
        const auto share = static_cast<Index>(std::llround(kTestShare * static_cast<double>(all.size())));
        split.test = drawShare(all, share, seed, Draw::Test);
        split.train = without(all, split.test);
    }
    return split;
}

std::string classList(const Dataset& data)
{
    std::string text;
    for (const std::string& name : data.classNames)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::int32_t classIndex(const Dataset& data, const std::string& wanted)
{
    const auto named = std::find(data.classNames.begin(), data.classNames.end(), wanted);
    if (named != data.classNames.end())
        return static_cast<std::int32_t>(named - data.classNames.begin());
    std::int32_t index = -1;
    const char* end = wanted.data() + wanted.size();
    const auto [stop, fault] = std::from_chars(wanted.data(), end, index);
    if (fault == std::errc() && stop == end && index >= 0 && index < static_cast<Index>(data.classNames.size()))
        return index;
    throw Error(data.title + ": expected a class among " + classList(data) + " (or an index from 0 to "
        + std::to_string(data.classNames.size() - 1) + "), found \"" + wanted + "\"");
}

std::vector<bool> chosenClasses(const Dataset& data, const std::vector<std::string>& classes)
{
    if (!data.hasLabels())
        throw Error(data.title + ": expected classes to choose \"" + classes.front() + "\" from, found no labels");
    std::vector<bool> chosen(data.classNames.size(), false);
    for (const std::string& wanted : classes)
        chosen[static_cast<std::size_t>(classIndex(data, wanted))] = true;
    return chosen;
}

void keepClasses(const Dataset& data, const std::vector<bool>& chosen, std::vector<Index>& part)
{
    std::erase_if(part,
        [&](Index sample) { return !chosen[static_cast<std::size_t>(data.labels[static_cast<std::size_t>(sample)])]; });
}

void keepFirst(Index limit, std::vector<Index>& part)
{
    if (limit > 0 && static_cast<Index>(part.size()) > limit)
        part.resize(static_cast<std::size_t>(limit));
}

void check(const SplitSpec& spec)
{
    if (!(spec.validation >= 0 && spec.validation < 1))
        throw Error("validation: expected a share of at least 0 and below 1, found " + shortNumber(spec.validation));
    if (spec.limit < 0)
        throw Error("limit: expected 0 (all) or a number of samples, found " + grouped(spec.limit));
}

} // namespace

std::vector<Index> Split::fitted() const
{
    return without(train, validation);
}

Split makeSplit(const Dataset& data, const SplitSpec& spec)
{
    check(spec);
    Split split = wholeSplit(data, spec.seed);
    std::vector<Index> own = range(spec.validation > 0 ? data.count() : data.firstValidation(), data.count());
    if (!spec.classes.empty()) {
        const std::vector<bool> chosen = chosenClasses(data, spec.classes);
        keepClasses(data, chosen, split.train);
        keepClasses(data, chosen, split.test);
        keepClasses(data, chosen, own);
    }
    keepFirst(spec.limit, split.train);
    keepFirst(spec.limit, split.test);
    keepFirst(spec.limit, own);

    const auto count = static_cast<Index>(split.train.size());
    if (spec.validation > 0) {
        const auto share = static_cast<Index>(std::llround(spec.validation * static_cast<double>(count)));
        const Index held = std::min(count, std::max<Index>(1, share));
        split.validation = drawShare(split.train, held, spec.seed, Draw::Validation);
    }
    if (count > 0 && !own.empty()) {
        split.train.insert(split.train.end(), own.begin(), own.end());
        split.validation = std::move(own);
    }
    if (split.validation.size() == split.train.size())
        throw Error(data.title + ": expected at least one sample to train on, found none after choosing "
            + grouped(count) + " and holding out " + grouped(static_cast<std::int64_t>(split.validation.size()))
            + " for validation");
    return split;
}

std::string validationUse(const Dataset& data, double share)
{
    if (data.validationCount == 0)
        return {};
    const std::string part = "The data brings a validation part of " + grouped(data.validationCount)
        + (data.shape.isRow() ? (data.validationCount == 1 ? " row" : " rows")
                              : (data.validationCount == 1 ? " image" : " images"));
    if (share > 0)
        return part + ", which is not used, since a share of the training part is held out for validation.";
    return part + ": training does not see it, and its loss is the second curve.";
}

std::shared_ptr<const ReadySplit> makeReadySplit(std::shared_ptr<const Dataset> data, const SplitSpec& spec)
{
    auto ready = std::make_shared<ReadySplit>();
    ready->parts = makeSplit(*data, spec);
    ready->fitted = ready->parts.fitted();
    ready->spec = spec;
    ready->data = std::move(data);
    return ready;
}

} // namespace isthmus
