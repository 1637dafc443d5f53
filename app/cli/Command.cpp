// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Command.h"

#include <algorithm>

namespace isthmus {

namespace {

struct Line
{
    std::string left;
    std::string right;
};

std::string inTwoColumns(const std::vector<Line>& lines)
{
    std::size_t width = 0;
    for (const Line& line : lines)
        width = std::max(width, line.left.size());
    std::string text;
    for (const Line& line : lines)
        text += "  " + line.left + std::string(width + 2 - line.left.size(), ' ') + line.right + '\n';
    return text;
}

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
    std::vector<Line> lines;
    for (const Option& option : command.options)
        lines.push_back({"--" + option.name + (option.value.empty() ? "" : ' ' + option.value), option.help});
    lines.push_back({"--help", "this text"});
    return "Usage: isthmus-cli " + command.name + positionalText(command) + " [options]\n" + command.summary
        + "\n\nOptions:\n" + inTwoColumns(lines);
}

std::string overviewText(const std::vector<Command>& commands)
{
    std::vector<Line> lines;
    for (const Command& command : commands) {
        const std::string synopsis = command.synopsis.empty() ? "" : ' ' + command.synopsis;
        lines.push_back({command.name + positionalText(command) + synopsis, command.summary});
    }
    return "Usage: isthmus-cli COMMAND [options]\nAutoencoders without a window. `isthmus-cli COMMAND --help` lists "
           "the options of a command.\n\nCommands:\n"
        + inTwoColumns(lines);
}

Options joined(std::initializer_list<Options> lists)
{
    Options all;
    for (const Options& list : lists)
        all.insert(all.end(), list.begin(), list.end());
    return all;
}

} // namespace isthmus
