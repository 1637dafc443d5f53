// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/EndSignals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace isthmus {
namespace {

constexpr int kSignals[] = {SIGTERM, SIGHUP, SIGINT};

volatile std::sig_atomic_t pipeEnd = -1; // what a handler may use

void handle(void (*handler)(int))
{
    for (const int signal : kSignals) {
        struct sigaction action = {};
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
            continue;
        action = {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

void note(int /*signal*/)
{
    handle(SIG_DFL);
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(pipeEnd, &byte, 1);
}

} // namespace

EndSignals::EndSignals()
{
    if (pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals end the program, as they would without this
    connect(&m_notifier, &QSocketNotifier::activated, this, &EndSignals::take);
    m_notifier.setSocket(m_ends[0]);
    m_notifier.setEnabled(true);
    pipeEnd = m_ends[1];
    handle(note);
}

EndSignals::~EndSignals()
{
    if (m_ends[0] < 0)
        return;
    handle(SIG_DFL);
    m_notifier.setEnabled(false);
    close(m_ends[0]);
    close(m_ends[1]);
}

void EndSignals::take()
{
    m_notifier.setEnabled(false);
    emit asked();
}

} // namespace isthmus
