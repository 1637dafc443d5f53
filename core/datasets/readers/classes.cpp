// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/classes.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

namespace isthmus {

namespace {

constexpr std::int64_t kMostClasses = 1000;

template <typename Value>
std::vector<Value> distinct(std::vector<Value> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

bool tooMany(std::size_t classes, Dataset& data)
{
    const auto count = static_cast<std::int64_t>(classes);
    if (count > kMostClasses)
        data.notices.emplace_back(
            "The labels have " + grouped(count) + " different values, too many for classes, and were left out.");
    return count > kMostClasses;
}

template <typename Value>
std::vector<std::int32_t> places(std::span<const Value> values, const std::vector<Value>& sorted)
{
    std::vector<std::int32_t> labels;
    labels.reserve(values.size());
    for (const Value& value : values)
        labels.push_back(
            static_cast<std::int32_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin()));
    return labels;
}

/// Distinct numbers in their order; bytes and the like are not sorted.
std::vector<std::int64_t> occurring(std::span<const std::int64_t> numbers)
{
    const bool areSmall = std::all_of(
        numbers.begin(), numbers.end(), [](std::int64_t number) { return number >= 0 && number < kMostClasses; });
    if (!areSmall)
        return distinct(std::vector(numbers.begin(), numbers.end()));
    std::array<bool, kMostClasses> occurs{};
    for (const std::int64_t number : numbers)
        occurs[static_cast<std::size_t>(number)] = true;
    std::vector<std::int64_t> values;
    for (std::int64_t number = 0; number < kMostClasses; ++number)
        if (occurs[static_cast<std::size_t>(number)])
            values.push_back(number);
    return values;
}

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    return fault == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

std::optional<std::vector<std::int64_t>> wholeNumbers(const std::vector<std::string>& texts)
{
    std::vector<std::int64_t> numbers;
    for (const std::string& text : texts) {
        const std::optional<std::int64_t> number = wholeNumber(text);
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

/// Distinct texts of whole numbers, in the order of those.
std::vector<std::string> byValue(std::vector<std::string> names)
{
    std::stable_sort(names.begin(), names.end(),
        [](const std::string& a, const std::string& b) { return wholeNumber(a) < wholeNumber(b); });
    return names;
}

/// Gives back to classes of numbers the names as they were written: `01`.
void nameAsWritten(const std::vector<std::string>& names, Dataset& data)
{
    for (const std::string& name : names) {
        const auto place =
            std::find(data.classNames.begin(), data.classNames.end(), std::to_string(*wholeNumber(name)));
        if (place != data.classNames.end())
            *place = name;
    }
}

void setTextClasses(const std::vector<std::string>& texts, const std::vector<std::string>& names, Dataset& data)
{
    std::map<std::string, std::int32_t> place;
    for (const std::string& name : names)
        place.emplace(name, static_cast<std::int32_t>(place.size()));
    data.labels.reserve(texts.size());
    for (const std::string& text : texts)
        data.labels.push_back(place.at(text));
    data.classNames = names;
}

} // namespace

void setClasses(std::span<const std::int64_t> numbers, Dataset& data)
{
    const std::vector<std::int64_t> values = occurring(numbers);
    if (tooMany(values.size(), data))
        return;
    data.labels = places(numbers, values);
    for (const std::int64_t value : values)
        data.classNames.push_back(std::to_string(value));
    if (!values.empty() && values.front() >= 0 && values.back() < kMostClasses)
        data.classNumbers.assign(values.begin(), values.end());
}

void setClasses(const std::vector<std::string>& texts, Dataset& data)
{
    const std::vector<std::string> names = distinct(texts);
    if (const auto numbers = wholeNumbers(texts)) {
        if (distinct(*numbers).size() == names.size()) {
            setClasses(*numbers, data);
            return nameAsWritten(names, data);
        }
        if (!tooMany(names.size(), data))
            setTextClasses(texts, byValue(names), data);
        return;
    }
    if (!tooMany(names.size(), data))
        setTextClasses(texts, names, data);
}

} // namespace isthmus
