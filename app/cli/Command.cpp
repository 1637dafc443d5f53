// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Command.h"

#include "app/common/HelpText.h"

namespace isthmus {

namespace {

std::string positionalText(const Command& command)
{
    std::string text;
    for (const std::string& word : command.positional)
        text += ' ' + word;
    return text;
}

} // namespace

std::string helpText(const Command& command)
{
    return "Usage: isthmus-cli " + command.name + positionalText(command) + " [options]\n" + inLines(command.summary)
        + "\n\n" + optionsText(command.options);
}

std::string overviewText(const std::vector<Command>& commands)
{
    std::vector<HelpLine> lines;
    for (const Command& command : commands) {
        const std::string synopsis = command.synopsis.empty() ? "" : ' ' + command.synopsis;
        lines.push_back({command.name + positionalText(command) + synopsis, command.summary});
    }
    return "Usage: isthmus-cli COMMAND [options]\n"
        + inLines("Autoencoders without a window. `isthmus-cli COMMAND --help` lists the options of a command.")
        + "\n\nCommands:\n" + inColumns(lines);
}

Options joined(std::initializer_list<Options> lists)
{
    Options all;
    for (const Options& list : lists)
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

} // namespace isthmus
