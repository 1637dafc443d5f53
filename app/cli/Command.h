// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"

#include <string>
#include <vector>

namespace isthmus {

/// One command of isthmus-cli. Each has its own file in commands/, is declared in commands/commands.h, and has one line
/// in the table of main.cpp.
struct Command
{
    std::string name;
    /// What it takes besides options, as the help calls it: "RUN"; behind those, "[FILE]" where it may be left out.
    std::vector<std::string> positional;
    std::string synopsis; ///< its usual options, for the list of commands: "--data D --out codes.npy"
    std::string summary; ///< one line
    Options options;

    /// Does the work. Arguments have been checked: no more words than `positional` and none missing, known options
    /// only.
    /// @throws UsageError, Error
    void (*run)(const Arguments& arguments);
};

/// Help of one command: usage and each option with its meaning.
std::string helpText(const Command& command);

/// List of all commands, one line each.
std::string overviewText(const std::vector<Command>& commands);

/// Joins the lists, one after the other.
Options joined(std::initializer_list<Options> lists);

} // namespace isthmus
