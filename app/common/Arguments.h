// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace isthmus {

/// Wrong usage: an unknown option, a value that cannot be read, options that contradict each other. The program ends
/// with 2. Bad input from outside is an Error instead, and ends it with 1.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// One option that a program or a command takes.
struct Option
{
    std::string name; ///< without the dashes: "batch"
    std::string value; ///< what its value is called in the help: "N"; empty for a flag, which takes none
    std::string help; ///< meaning, unit and default, one line
};

using Options = std::vector<Option>;

/// Does this word ask for the help, wherever it stands?
bool isHelp(const std::string& word);

/// The words behind the name of a program or of its command, sorted into options and the rest. A plain value.
/// An option is `--name value` or `--name=value`; `--` ends the options.
class Arguments
{
public:
    /// @param accepted  all options that there are
    /// @throws UsageError for an unknown option, a missing or superfluous value, or an option that is there twice
    Arguments(const Options& accepted, const std::vector<std::string>& words);

    /// Words that are not options, in order.
    [[nodiscard]] const std::vector<std::string>& positional() const { return m_positional; }

    [[nodiscard]] bool has(const std::string& option) const { return m_values.count(option) > 0; }
    [[nodiscard]] std::optional<std::string> text(const std::string& option) const;
    [[nodiscard]] std::string text(const std::string& option, const std::string& fallback) const;

    /// @throws UsageError if the option is not there, naming it
    [[nodiscard]] std::string required(const std::string& option) const;

    /// @throws UsageError if the value is not a whole number within the range
    [[nodiscard]] std::int64_t whole(const std::string& option, std::int64_t fallback, std::int64_t minimum = 1,
        std::int64_t maximum = std::numeric_limits<std::int32_t>::max()) const;

    /// @throws UsageError if the value is not a finite number of at least the minimum
    [[nodiscard]] double number(const std::string& option, double fallback, double minimum) const;

    /// Parts of a value between commas; none for an empty value.
    [[nodiscard]] std::vector<std::string> list(const std::string& option) const;

private:
    std::map<std::string, std::string> m_values;
    std::vector<std::string> m_positional;
};

/// Reads a whole number that fills the text.
/// @param what  text in front of the message: "--batch"
/// @throws UsageError if it is none or outside the range
std::int64_t wholeNumber(const std::string& what, const std::string& text, std::int64_t minimum, std::int64_t maximum);

/// The wrong value of an option in one sentence: "--split: expected train, test or all, found 'x'".
UsageError wrongValue(const std::string& option, const std::string& expected, const std::string& found);

} // namespace isthmus
