// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Command.h"

#include "app/cli/terminalColumns.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <unistd.h>

namespace isthmus {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidestLeft = 30; // characters of an option that its help may stand beside

struct Line
{
    std::string left;
    std::string right;
};

/// COLUMNS is heard first, as other programs do.
std::size_t helpWidth()
{
    const char* columns = std::getenv("COLUMNS");
    const int asked = columns == nullptr ? 0 : std::atoi(columns);
    return std::max(kNarrowest, asked > 0 ? static_cast<std::size_t>(asked) : terminalColumns(STDOUT_FILENO));
}

/// Words in lines of at most `width`, each but the first behind `indent` blanks, where the text begins at `column`.
std::string wrapped(const std::string& text, std::size_t column, std::size_t indent, std::size_t width)
{
    std::istringstream words(text);
    std::string lines;
    for (std::string word; words >> word; column += word.size()) {
        const bool isFirst = lines.empty();
        if (!isFirst && column + 1 + word.size() > width) {
            lines += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (!isFirst) {
            lines += ' ';
            ++column;
        }
        lines += word;
    }
    return lines;
}

/// A left text that is too long for its column stands on a line of its own.
std::string inTwoColumns(const std::vector<Line>& lines)
{
    const std::size_t width = helpWidth();
    std::size_t longest = 0;
    for (const Line& line : lines)
        if (line.left.size() <= kWidestLeft)
            longest = std::max(longest, line.left.size());
    const std::size_t indent = longest + 4;
    std::string text;
    for (const Line& line : lines) {
        text += "  " + wrapped(line.left, 2, 6, width);
        text += line.left.size() > longest ? '\n' + std::string(indent, ' ')
                                           : std::string(longest + 2 - line.left.size(), ' ');
        text += wrapped(line.right, indent, indent, width) + '\n';
    }
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
    return "Usage: isthmus-cli " + command.name + positionalText(command) + " [options]\n"
        + wrapped(command.summary, 0, 0, helpWidth()) + "\n\nOptions:\n" + inTwoColumns(lines);
}

std::string overviewText(const std::vector<Command>& commands)
{
    std::vector<Line> lines;
    for (const Command& command : commands) {
        const std::string synopsis = command.synopsis.empty() ? "" : ' ' + command.synopsis;
        lines.push_back({command.name + positionalText(command) + synopsis, command.summary});
    }
    const std::string about =
        "Autoencoders without a window. `isthmus-cli COMMAND --help` lists the options of a command.";
    return "Usage: isthmus-cli COMMAND [options]\n" + wrapped(about, 0, 0, helpWidth()) + "\n\nCommands:\n"
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
