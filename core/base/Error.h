// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace isthmus {

/// Bad input from outside: a file, an option, a model that does not fit. The text is one sentence for the user that
/// says what, where, what was expected and what was found. Bugs are assertions instead.
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// A number with its thousands separated: 47040016 becomes "47,040,016".
std::string grouped(std::int64_t number);

/// A number in at most `digits` significant digits, without trailing zeros: 0.001 becomes "0.001", 1e-9 "1e-09".
std::string shortNumber(double number, int digits = 6);

} // namespace isthmus
