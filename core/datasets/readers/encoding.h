// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace isthmus {

/// A text of a file in UTF-8. What is UTF-8 already stays as it is; anything else is read as Windows-1252, which
/// spreadsheets of western Europe write.
/// Source: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
std::string utf8Text(std::string_view text);

/// The text in UTF-8 on one line, for names and messages: spaces for tabs and line ends, question marks for other
/// control characters.
std::string printableText(std::string_view text);

/// At most 40 bytes of printableText(), for messages.
std::string shortText(std::string_view text);

} // namespace isthmus
