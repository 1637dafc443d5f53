// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/HelpText.h"

#include "app/common/terminalColumns.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <unistd.h>

namespace isthmus {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidestLeft = 30; // characters of an option that its help may stand beside

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

} // namespace

std::string inLines(const std::string& text)
{
    return wrapped(text, 0, 0, helpWidth());
}

std::string inColumns(const std::vector<HelpLine>& lines)
{
    const std::size_t width = helpWidth();
    std::size_t longest = 0;
    for (const HelpLine& line : lines)
        if (line.left.size() <= kWidestLeft)
            longest = std::max(longest, line.left.size());
    const std::size_t indent = longest + 4;
    std::string text;
    for (const HelpLine& line : lines) {
        text += "  " + wrapped(line.left, 2, 6, width);
        text += line.left.size() > longest ? '\n' + std::string(indent, ' ')
                                           : std::string(longest + 2 - line.left.size(), ' ');
        text += wrapped(line.right, indent, indent, width) + '\n';
    }
    return text;
}

std::string optionsText(const Options& options)
{
    std::vector<HelpLine> lines;
    for (const Option& option : options)
        lines.push_back({"--" + option.name + (option.value.empty() ? "" : ' ' + option.value), option.help});
    lines.push_back({"--help", "this text"});
    return "Options:\n" + inColumns(lines);
}

} // namespace isthmus
