// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/cli/Cli.h"

#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace isthmus::faults {

/// Calls isthmus-cli with words that are no text: QProcess knows texts alone.
inline Outcome runBytes(const Cli& cli, const std::vector<std::string>& words)
{
    const QByteArray out = cli.path("stdout").toUtf8();
    const QByteArray err = cli.path("stderr").toUtf8();
    const QByteArray folder = cli.path({}).toUtf8();
    const std::string program = std::string(ISTHMUS_BINARY_DIR) + "/isthmus-cli";
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& word : words)
        argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        dup2(open(out.constData(), O_CREAT | O_WRONLY | O_TRUNC, 0600), STDOUT_FILENO);
        dup2(open(err.constData(), O_CREAT | O_WRONLY | O_TRUNC, 0600), STDERR_FILENO);
        if (chdir(folder.constData()) == 0)
            execv(program.c_str(), argv.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, cli.read("stdout"), cli.read("stderr")};
}

} // namespace isthmus::faults
