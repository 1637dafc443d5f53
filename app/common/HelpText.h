// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"

#include <string>
#include <vector>

namespace isthmus {

/// One line of a help: what one writes, and what it means.
struct HelpLine
{
    std::string left;
    std::string right;
};

/// Words in lines that fit the terminal, without a line feed behind the last.
std::string inLines(const std::string& text);

/// The two sides in columns that fit the terminal. A left side that is too long for its column stands on a line of its
/// own.
std::string inColumns(const std::vector<HelpLine>& lines);

/// Each option with its meaning, and --help as the last.
std::string optionsText(const Options& options);

} // namespace isthmus
