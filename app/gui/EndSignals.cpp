// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/EndSignals.h"

#include "core/base/endingSignals.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace isthmus {
namespace {

volatile std::sig_atomic_t pipeEnd = -1; // what a handler may use

void note(int /*signal*/)
{
    const int error = errno; // of the call that the signal came into
    handleEndingSignals(SIG_DFL);
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(pipeEnd, &byte, 1);
    errno = error;
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
    handleEndingSignals(note);
}

EndSignals::~EndSignals()
{
    if (m_ends[0] < 0)
        return;
    handleEndingSignals(SIG_DFL);
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
