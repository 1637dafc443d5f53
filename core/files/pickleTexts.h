// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace isthmus {

/// The beginning of a text for a message; what cannot be printed is a question mark.
std::string printable(std::string_view text);

/// "8a".
std::string hexByte(std::uint8_t byte);

/// Appends the Latin-1 letters of a text in UTF-8.
/// @return false: it has other letters or is no UTF-8
bool appendLatin(std::string_view utf8, std::string& latin);

/// Is a text UTF-8 as Python writes it? Halves of surrogate pairs pass, as Python lets them, and longer spellings than
/// needed do not. Source: CPython, Modules/_pickle.c, "surrogatepass"
bool isPythonUtf8(std::string_view text);

} // namespace isthmus
