// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isthmus {

/// The sign that a written number shows to be its decimal one; 0 if it has none, or one that may separate thousands.
char shownDecimal(std::string_view number);

/// A field as a number; none if it is not one.
/// @param decimal  point, comma, or 0: both, but for a comma that may separate thousands
std::optional<float> csvNumber(std::string_view field, char decimal = 0);

/// Why a number is none in a table with this decimal sign, to be put behind a message; empty if for another reason.
std::string decimalText(std::string_view field, char decimal);

} // namespace isthmus
