// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/CommandLine.h"

#include "app/common/Arguments.h"
#include "app/common/HelpText.h"
#include "core/base/named.h"
#include "core/runs/Presets.h"

#include <algorithm>
#include <cstdio>

namespace isthmus {
namespace {

Options windowOptions()
{
    return {
        {"data", "D", "data to train on: fashion-mnist, sprites, or a path (default: fashion-mnist where installed)"},
        {"model", "M",
            "JSON model file, or one of the presets " + joinedText(presetNames(), ", ") + " (default: " + kFirstPreset
                + ")"},
        {"paused", "", "do not start training"},
        {"screenshots", "DIR", "train for some seconds, leave pictures of the window in DIR, and end"},
        {"picture", "NAME", "with --screenshots: leave the window alone, as NAME-dark.png and NAME-light.png"},
        {"panels", "DIR", "leave small pictures of the panels in DIR, for the guide, and end; of a saved run"},
        {"measure", "SECONDS", "train and drag for SECONDS, print what was measured as one line of JSON, and end"},
        {"version", "", "which version this is"},
    };
}

std::string windowHelp()
{
    return "Usage: isthmus [FILE] [options]\n"
        + inLines("A live explorer for autoencoders: drag through the latent space while it trains. FILE is data, a "
                  "saved run, or a model of another program to open.")
        + "\n\n" + optionsText(windowOptions());
}

QString textOf(const Arguments& arguments, const char* option)
{
    return QString::fromStdString(arguments.text(option, ""));
}

/// @return 0 where none are asked for
/// @throws UsageError
double measuredSeconds(const Arguments& arguments)
{
    constexpr double kLongest = 3600;
    if (!arguments.has("measure"))
        return 0;
    bool isNumber = false;
    const double seconds = textOf(arguments, "measure").toDouble(&isNumber);
    if (!isNumber || !(seconds > 0 && seconds <= kLongest))
        throw wrongValue("measure", "seconds above 0 and up to 3600", arguments.text("measure", ""));
    return seconds;
}

/// @throws UsageError if they contradict each other
CommandLine lineOf(const Arguments& arguments)
{
    const std::vector<std::string>& files = arguments.positional();
    if (files.size() > 1)
        throw UsageError("expected at most one FILE, found '" + files[0] + "' and '" + files[1] + "'");
    if (!files.empty() && arguments.has("data"))
        throw UsageError("FILE and --data both name what to open: give one of them");
    CommandLine line;
    line.file = files.empty() ? QString() : QString::fromStdString(files.front());
    line.data = textOf(arguments, "data");
    line.model = textOf(arguments, "model");
    line.isPaused = arguments.has("paused");
    line.screenshots = textOf(arguments, "screenshots");
    line.picture = textOf(arguments, "picture");
    if (!line.picture.isEmpty() && line.screenshots.isEmpty())
        throw UsageError("--picture names the pictures of --screenshots: give both");
    line.panels = textOf(arguments, "panels");
    line.measure = measuredSeconds(arguments);
    return line;
}

} // namespace

std::optional<CommandLine> readCommandLine(const QStringList& arguments, int& exitCode)
{
    std::vector<std::string> words;
    for (const QString& word : arguments.mid(1))
        words.push_back(word.toStdString());
    exitCode = 0;
    if (std::any_of(words.begin(), words.end(), isHelp)) {
        std::fputs(windowHelp().c_str(), stdout);
        return std::nullopt;
    }
    try {
        const Arguments sorted(windowOptions(), words);
        if (!sorted.has("version"))
            return lineOf(sorted);
        std::puts("isthmus " ISTHMUS_VERSION);
    } catch (const UsageError& error) {
        std::fprintf(stderr, "isthmus: %s\n", error.what());
        exitCode = 2;
    }
    return std::nullopt;
}

} // namespace isthmus
