// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/Arguments.h"

#include "core/base/Error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

const Option& find(const Options& accepted, const std::string& name)
{
    const auto found =
        std::find_if(accepted.begin(), accepted.end(), [&](const Option& option) { return option.name == name; });
    if (found == accepted.end())
        throw UsageError("unknown option --" + name);
    return *found;
}

} // namespace

bool isHelp(const std::string& word)
{
    return word == "--help" || word == "-h";
}

Arguments::Arguments(const Options& accepted, const std::vector<std::string>& words)
{
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (optionsEnded || word.size() < 2 || word[0] != '-') {
            m_positional.push_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        if (word[1] != '-')
            throw UsageError("unknown option " + word);
        const std::size_t equals = word.find('=');
        const Option& option = find(accepted, word.substr(2, equals == std::string::npos ? equals : equals - 2));
        const bool attached = equals != std::string::npos;
        if (option.value.empty() && attached)
            throw UsageError("option --" + option.name + " takes no value");
        if (!option.value.empty() && !attached && i + 1 == words.size())
            throw UsageError("option --" + option.name + " needs a value: " + option.value);
        std::string value;
        if (attached)
            value = word.substr(equals + 1);
        else if (!option.value.empty())
            value = words[++i];
        if (!m_values.emplace(option.name, value).second)
            throw UsageError("option --" + option.name + " is there twice");
    }
}

std::optional<std::string> Arguments::text(const std::string& option) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::string Arguments::text(const std::string& option, const std::string& fallback) const
{
    return text(option).value_or(fallback);
}

std::string Arguments::required(const std::string& option) const
{
    const std::optional<std::string> value = text(option);
    if (!value || value->empty())
        throw UsageError("option --" + option + " is needed");
    return *value;
}

std::int64_t Arguments::whole(
    const std::string& option, std::int64_t fallback, std::int64_t minimum, std::int64_t maximum) const
{
    const std::optional<std::string> value = text(option);
    return value ? wholeNumber("--" + option, *value, minimum, maximum) : fallback;
}

double Arguments::number(const std::string& option, double fallback, double minimum) const
{
    const std::optional<std::string> value = text(option);
    if (!value)
        return fallback;
    double number = 0;
    const char* end = value->data() + value->size();
    const auto [stop, fault] = std::from_chars(value->data(), end, number);
    if (fault != std::errc() || stop != end || !std::isfinite(number) || number < minimum)
        throw wrongValue(option, "a number of at least " + shortNumber(minimum), *value);
    return number;
}

std::vector<std::string> Arguments::list(const std::string& option) const
{
    std::vector<std::string> parts;
    std::string rest = text(option, "");
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        parts.push_back(rest.substr(0, comma));
        rest.erase(0, comma + 1);
    }
    return parts;
}

std::int64_t wholeNumber(const std::string& what, const std::string& text, std::int64_t minimum, std::int64_t maximum)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc() || stop != end || number < minimum || number > maximum)
        throw UsageError(what + ": expected a whole number from " + grouped(minimum) + " to " + grouped(maximum)
            + ", found '" + text + "'");
    return number;
}

UsageError wrongValue(const std::string& option, const std::string& expected, const std::string& found)
{
    return UsageError("--" + option + ": expected " + expected + ", found '" + found + "'");
}

} // namespace isthmus
