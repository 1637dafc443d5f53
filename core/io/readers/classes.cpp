// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/classes.h"

#include "core/base/Error.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace isthmus {

namespace {

constexpr std::size_t kMostClasses = 1000;

template <typename Value>
std::vector<Value> distinct(std::vector<Value> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

bool tooMany(std::size_t classes, Dataset& data)
{
    if (classes > kMostClasses)
        data.notices.push_back("The labels have " + grouped(static_cast<std::int64_t>(classes))
            + " different values, too many for classes, and were left out.");
    return classes > kMostClasses;
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

std::optional<std::vector<std::int64_t>> wholeNumbers(const std::vector<std::string>& texts)
{
    std::vector<std::int64_t> numbers;
    for (const std::string& text : texts) {
        std::int64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [stop, fault] = std::from_chars(text.data(), end, number);
        if (fault != std::errc() || stop != end)
            return std::nullopt;
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace

void setClasses(std::span<const std::int64_t> numbers, Dataset& data)
{
    const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
    if (low == numbers.end())
        return;
    std::vector<std::int64_t> values;
    if (*low >= 0 && *high < static_cast<std::int64_t>(kMostClasses))
        for (std::int64_t value = 0; value <= *high; ++value)
            values.push_back(value);
    else
        values = distinct(std::vector(numbers.begin(), numbers.end()));
    if (tooMany(values.size(), data))
        return;
    data.labels = places(numbers, values);
    for (const std::int64_t value : values)
        data.classNames.push_back(std::to_string(value));
}

void setClasses(const std::vector<std::string>& texts, Dataset& data)
{
    if (const auto numbers = wholeNumbers(texts))
        return setClasses(*numbers, data);
    const std::vector<std::string> names = distinct(texts);
    if (tooMany(names.size(), data))
        return;
    data.labels = places(std::span<const std::string>(texts), names);
    data.classNames = names;
}

} // namespace isthmus
