// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/forked.h"

#include <cerrno>
#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace isthmus {

namespace {

constexpr int kCrashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGXCPU};

void limit(int resource, rlim_t most)
{
    const rlimit both{most, most};
    setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

[[noreturn]] void actAndEnd(FunctionRef<void()> act, int seconds)
{
    for (const int crash : kCrashes)
        std::signal(crash, SIG_DFL);
    close(STDERR_FILENO); // what the C library says of a crash is not this program's
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, static_cast<rlim_t>(seconds));
    try {
        act();
    } catch (...) { // the caller meets it again
    }
    _exit(0);
}

ForkedEnd endOf(int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return ForkedEnd::Done;
    const bool isTooLong = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
    return isTooLong ? ForkedEnd::TooLong : ForkedEnd::Crashed;
}

} // namespace

ForkedEnd runForked(FunctionRef<void()> act, int seconds)
{
    const pid_t child = fork();
    if (child < 0)
        return ForkedEnd::Done;
    if (child == 0)
        actAndEnd(act, seconds);
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return ForkedEnd::Done;
    return endOf(status);
}

} // namespace isthmus
