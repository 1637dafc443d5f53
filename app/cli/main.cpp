// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "core/base/Fault.h"
#include "core/datasets/readers/PictureLimit.h"

#include <algorithm>
#include <cstdio>
#include <exception>

using namespace isthmus;

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

std::vector<Command> commandTable()
{
    return {
        datasetsCommand(),
        presetsCommand(),
        inspectCommand(),
        trainCommand(),
        evaluateCommand(),
        encodeCommand(),
        decodeCommand(),
        reconstructCommand(),
        sampleCommand(),
        denoiseCommand(),
        exportCommand(),
        filmCommand(),
        importCommand(),
        infoCommand(),
        benchCommand(),
        demoCommand(),
    };
}

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

int fail(std::string message, int code)
{
    std::replace(message.begin(), message.end(), '\n', ' ');
    std::fprintf(stderr, "isthmus-cli: %s\n", message.c_str());
    return code;
}

void runCommand(const Command& command, const std::vector<std::string>& words)
{
    if (std::any_of(words.begin(), words.end(), isHelp))
        return print(helpText(command));
    const Arguments arguments(command.options, words);
    const std::size_t most = command.positional.size();
    const std::size_t found = arguments.positional().size();
    if (found < most && !command.positional[found].starts_with('['))
        throw UsageError(command.name + " needs " + command.positional[found]);
    if (found > most)
        throw UsageError(command.name + " cannot use '" + arguments.positional()[most] + "'");
    command.run(arguments);
}

int run(const std::vector<std::string>& words)
{
    const std::vector<Command> commands = commandTable();
    if (words.empty())
        throw UsageError("a command is needed; isthmus-cli --help lists them");
    if (isHelp(words.front()) || words.front() == "help") {
        print(overviewText(commands));
        return 0;
    }
    if (words.front() == "--version") {
        print("isthmus-cli " ISTHMUS_VERSION "\n");
        return 0;
    }
    const auto command =
        std::find_if(commands.begin(), commands.end(), [&](const Command& each) { return each.name == words.front(); });
    if (command == commands.end())
        throw UsageError("unknown command '" + words.front() + "'; isthmus-cli --help lists them");
    runCommand(*command, {words.begin() + 1, words.end()});
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    setUpPictures();
    try {
        return run({argv + 1, argv + argc});
    } catch (const UsageError& error) {
        return fail(error.what(), kWrongUsage);
    } catch (const std::exception& error) {
        return fail(sentenceOf(error), kFailed);
    }
}
